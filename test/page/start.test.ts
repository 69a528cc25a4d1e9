import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { dist } from './browser.js';

const script = new URL('src/cli/start.js', dist).pathname;

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
  let printed = '';
  child.stdout.on('data', (data) => (printed += data));
  child.stderr.on('data', (data) => (printed += data));
  return { child, printed: () => printed, over: ended(child) };
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('npm start', () => {
  it('prints both comparisons with their verdicts, and stops there when told to', async () => {
    const { printed, over } = start(['--no-serve']);
    expect(await over).toBe(0);
    const tables = printed().split('optimizer ').slice(1);
    expect(tables.length).toBe(2);
    for (const table of tables) expect(table.match(/^(sgd|adam) .*[▁▂▃▄▅▆▇█]$/gm)!.length).toBe(18);
    expect(printed()).toMatch(
      /The best is adam at rate 5\.62: a loss of 0\.0397 and 98\.7 % of the rows right/,
    );
    expect(printed()).toMatch(/the highest rate tried, so a better one may lie beyond it\./);
    expect(printed()).toMatch(/^sgd +0\.01 +diverged +3 /m);
  });

  it('serves the page on the next free port, and ends cleanly', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    const { child, printed, over } = start([], { PORT: String(port) });
    await until(() => /http:\S+/.test(printed()));
    const url = /http:\S+/.exec(printed())![0];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(Number(new URL(url).port)).toBeGreaterThan(port);
    expect(await (await fetch(url)).text()).toContain('cdn/nabla.js');
    expect((await fetch(`${url}cdn/nabla.js`)).headers.get('content-type')).toMatch(/javascript/);
    for (const path of ['../package.json', '%2e%2e/package.json', '..%2fpackage.json', 'nothing', 'src']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
    child.kill('SIGINT');
    expect(await over).toBe(0);
    blocker.close();
  });

  it.each([
    [['--no-srve'], {}, 'start: no option "--no-srve"; did you mean "--no-serve"?'],
    [[], { PORT: '80a' }, 'start: PORT needs a whole number from 0 to 65535, got "80a"'],
  ])('refuses %j %j', async (args, env, message) => {
    const { printed, over } = start(args as string[], env as Record<string, string>);
    expect(await over).toBe(2);
    expect(printed().trim()).toBe(message);
  });
});
