import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** The pages and what they load. */
const site = new URL('../../site/', import.meta.url);
const LAST_PORT = 65535;

/** What the pages may do: what they need, and no more. They and the elements each have a Lit of their own. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  'worker-src blob:',
  "connect-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html nabla-worker 'allow-duplicates'",
].join('; ');

interface Served {
  url: string;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  body: Buffer | string;
  headers?: Record<string, string>;
}

const refused = (status: number, body: string, headers = {}): Answer => ({
  status,
  body: `${body}\n`,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
});

/**
 * Server of the pages on 127.0.0.1, at the port or, where that is taken, the next free one; port 0 is any. It answers
 * GET and HEAD by its own name only, so that no page from elsewhere reads it by a name that leads here. `headers` go
 * with every response.
 */
export async function serve({
  port = 8080,
  headers = {},
}: {
  port?: number;
  headers?: Record<string, string>;
} = {}): Promise<Served> {
  const server = createServer((request, response) => {
    void answerRequest(request, (server.address() as AddressInfo).port).then((answer) => {
      response.writeHead(answer.status, {
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
        'content-length': Buffer.byteLength(answer.body),
        ...answer.headers,
        ...headers,
      });
      response.end(request.method === 'HEAD' ? undefined : answer.body);
    });
  });
  await listenOnFreePort(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerRequest(
  { method, url = '/', headers: { host = '' } }: IncomingMessage,
  port: number,
): Promise<Answer> {
  if (!['127.0.0.1', 'localhost'].some((name) => host === `${name}:${port}`))
    return refused(421, 'not the name of this server');
  if (method !== 'GET' && method !== 'HEAD') return refused(405, 'GET or HEAD', { allow: 'GET, HEAD' });
  try {
    // A URL has no ".." left in its path; an encoded one fails the comparison below.
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const path = fileURLToPath(new URL(`.${pathname.replace(/\/$/, '/index.html')}`, site));
    const type = types[extname(path)];
    if (!type || !path.startsWith(fileURLToPath(site))) return refused(404, 'not found');
    return { status: 200, body: await readFile(path), headers: { 'content-type': type } };
  } catch {
    return refused(404, 'not found');
  }
}

async function listenOnFreePort(server: Server, port: number): Promise<void> {
  for (let next = port; ; next++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(next, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      return;
    } catch (error) {
      const taken =
        (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ||
        (error as NodeJS.ErrnoException).code === 'EACCES';
      if (!taken || next >= LAST_PORT) throw error;
    }
  }
}
