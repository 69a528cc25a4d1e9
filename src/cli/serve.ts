import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

const dist = new URL('../../', import.meta.url);
const LAST_PORT = 65535;

interface Served {
  url: string;
  close(): Promise<void>;
}

/**
 * Server of the page and what it loads on 127.0.0.1, at the port or, where that is taken, the next free one; port 0 is
 * any. `headers` go with every response.
 */
export async function serve({
  port = 8080,
  headers = {},
}: {
  port?: number;
  headers?: Record<string, string>;
} = {}): Promise<Served> {
  const server = createServer((request, response) => {
    void answerRequest(request.url ?? '/').then(({ status, type, body }) => {
      response.writeHead(status, { ...headers, 'content-type': type, 'cache-control': 'no-cache' });
      response.end(request.method === 'HEAD' ? undefined : body);
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
  address: string,
): Promise<{ status: number; type: string; body: Buffer | string }> {
  const missing = { status: 404, type: 'text/plain; charset=utf-8', body: 'not found\n' };
  try {
    // A URL has no ".." left in its path; an encoded one fails the comparison below.
    const { pathname } = new URL(address, 'http://127.0.0.1');
    const file = new URL(pathname.endsWith('/') ? `./pages${pathname}index.html` : `.${pathname}`, dist);
    const path = fileURLToPath(file);
    if (!path.startsWith(fileURLToPath(dist))) return missing;
    return {
      status: 200,
      type: types[extname(path)] ?? 'application/octet-stream',
      body: await readFile(path),
    };
  } catch {
    return missing;
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
