import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, get } from 'node:http';
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

/** The status of the answer to somebody who calls the server so. */
const statusAs = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(url, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });

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
    const page = await fetch(url);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    for (const [, address] of (await page.text()).matchAll(/(?:src|href)="([\w./-]+)"/g)) {
      expect((await fetch(url + address)).status, address).toBe(200);
      expect((await fetch(url + address, { method: 'HEAD' })).status, address).toBe(200);
    }
    expect((await fetch(`${url}nabla.js`)).headers.get('content-type')).toMatch(/javascript/);
    const elsewhere = ['../package.json', '%2e%2e/package.json', '..%2fpackage.json', 'nothing', 'src'];
    for (const path of [...elsewhere, 'index.js', 'src/cli/start.js', '%00', '.'])
      expect((await fetch(url + path)).status, path).toBe(path === '.' ? 200 : 404);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await fetch(url, { method })).status, method).toBe(405);
    for (const host of ['evil.test', `evil.test:${new URL(url).port}`, '127.0.0.1', '127.0.0.1:1'])
      expect(await statusAs(url, host), host).toBe(421);
    expect(await statusAs(url, `localhost:${new URL(url).port}`)).toBe(200);
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
