import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngines } from '../../.ci/engines.mjs';
import { blank, launch } from '../page/browser.js';

/** A browser with one page, driven alike in every engine. */
export interface EnginePage {
  open(url: string): Promise<void>;
  /** What a function of the page comes to, with an argument that is plain data. */
  evaluate<Given, Result>(call: (given: Given) => Result, given: Given): Promise<Awaited<Result>>;
  /** Presses and releases keys, one after another. */
  press(...keys: string[]): Promise<void>;
  close(): Promise<void>;
}

export const engines: Record<string, () => Promise<EnginePage>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebkit,
};

/** Keys as WebDriver writes them. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
};

const keyActions = (keys: readonly string[]) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] }))),
  },
];

/** Text of an expression that calls a function of the page. */
const callText = (call: unknown, given: unknown) => `(${call})(${JSON.stringify(given ?? null)})`;

async function openChromium(): Promise<EnginePage> {
  const browser = await launch();
  const page = await blank(browser, { viewport: { width: 1000, height: 900 } });
  return {
    open: async (url) => void (await page.goto(url)),
    evaluate: (call, given) => page.evaluate(`(async () => ${callText(call, given)})()`) as never,
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    close: () => browser.close(),
  };
}

/** A port that nobody listens on. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });

/** The result of something that fails until a program has started. */
async function once<Result>(what: string, attempt: () => Promise<Result>): Promise<Result> {
  for (let left = 600; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw new Error(`${what} did not start: ${(error as Error).message}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Commands of WebDriver BiDi over a socket. */
async function bidi(url: string) {
  const socket = await once(
    'firefox',
    () =>
      new Promise<WebSocket>((resolve, reject) => {
        const opened = new WebSocket(url);
        opened.onopen = () => resolve(opened);
        opened.onerror = () => reject(new Error(url));
      }),
  );
  const waiting = new Map<number, { resolve(result: never): void; reject(error: Error): void }>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const { id, result, error, message } = JSON.parse(String(data));
    if (error) waiting.get(id)?.reject(new Error(message));
    else waiting.get(id)?.resolve(result as never);
    waiting.delete(id);
  };
  const send = <Result>(method: string, params: object): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return { send, close: () => socket.close() };
}

async function openFirefox(): Promise<EnginePage> {
  const [port, profile] = [await freePort(), mkdtempSync(join(tmpdir(), 'nabla-firefox-'))];
  const args = ['--headless', '--no-remote', '--profile', profile, `--remote-debugging-port=${port}`];
  const browser = spawn(findEngines().firefox!, [...args, 'about:blank'], { stdio: 'ignore' });
  const { send, close } = await bidi(`ws://127.0.0.1:${port}/session`);
  await send('session.new', { capabilities: {} });
  const { contexts } = await send<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
  const [{ context }] = contexts;
  await send('browsingContext.setViewport', { context, viewport: { width: 1000, height: 900 } });
  return {
    open: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(call, given) {
      const expression = `(async () => JSON.stringify(await ${callText(call, given)}))()`;
      const told = await send<{ result: { value?: string }; exceptionDetails?: { text: string } }>(
        'script.evaluate',
        { expression, target: { context }, awaitPromise: true },
      );
      if (told.exceptionDetails) throw new Error(told.exceptionDetails.text);
      return told.result.value === undefined ? undefined : JSON.parse(told.result.value);
    },
    press: async (...keys) =>
      void (await send('input.performActions', { context, actions: keyActions(keys) })),
    async close() {
      close();
      await ended(browser);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** WebKit by its WebDriver, on a display of its own. */
async function openWebkit(): Promise<EnginePage> {
  const { webkitDriver, miniBrowser, display } = findEngines();
  const [port, screen] = [await freePort(), `:${70 + (process.pid % 900)}`];
  const server = spawn(display!, [screen, '-screen', '0', '1200x1000x24'], { stdio: 'ignore' });
  const env = { ...process.env, DISPLAY: screen, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const driver = spawn(webkitDriver!, [`--port=${port}`], { env, stdio: 'ignore' });
  const call = async <Result>(method: string, path: string, body?: object): Promise<Result> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await answer.json()) as { value: Result & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
  const options = { binary: miniBrowser, args: ['--automation'] };
  const { sessionId } = await once('WebKit', () =>
    call<{ sessionId: string }>('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    }),
  );
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, { script: 600_000, pageLoad: 600_000 });
  await call('POST', `${session}/window/rect`, { width: 1000, height: 900 });
  return {
    open: async (url) => void (await call('POST', `${session}/url`, { url })),
    async evaluate(run, given) {
      const script = `const done = arguments[arguments.length - 1];
        (async () => ${callText(run, given)})().then(
          (value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
      const told = JSON.parse(await call<string>('POST', `${session}/execute/async`, { script, args: [] }));
      if (told.error) throw new Error(told.error);
      return told.value;
    },
    press: async (...keys) => void (await call('POST', `${session}/actions`, { actions: keyActions(keys) })),
    async close() {
      await call('DELETE', session).catch(() => {});
      await ended(driver);
      await ended(server);
    },
  };
}
