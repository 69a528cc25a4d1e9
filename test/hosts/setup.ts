// Before the hosts are opened: their packages, where there are none, and their pages, built by vite as anybody builds
// theirs, with the package of this repository among them.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type PluginOption } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const modules = `${here}node_modules`;
const pages = ['react', 'vue', 'svelte', 'reveal', 'widget', 'observable'];

export default async function setup(): Promise<void> {
  // As for readers, not for those who work on it.
  process.env.NODE_ENV = 'production';
  const windows = process.platform === 'win32';
  if (!existsSync(`${modules}/.package-lock.json`))
    execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps'], {
      cwd: here,
      stdio: 'inherit',
      shell: windows,
    });
  if (!existsSync(`${modules}/nabla-workbench`))
    symlinkSync('../../..', `${modules}/nabla-workbench`, 'junction');
  rmSync(`${modules}/.built`, { recursive: true, force: true });
  const plugin = async (name: string, make: (module: never) => PluginOption) =>
    make((await import(`${modules}/${name}`)) as never);
  const shared: InlineConfig = {
    configFile: false,
    logLevel: 'warn',
    root: `${here}apps`,
    resolve: { dedupe: ['vue', 'react'] },
    plugins: [
      await plugin('@vitejs/plugin-vue/dist/index.mjs', ({ default: vue }: { default(): PluginOption }) =>
        vue(),
      ),
      await plugin(
        '@sveltejs/vite-plugin-svelte/src/index.js',
        ({ svelte }: { svelte(options: object): PluginOption }) => svelte({ configFile: false }),
      ),
    ],
  };
  const rolldownOptions = { input: pages.map((page) => `${here}apps/${page}.html`) };
  await build({
    ...shared,
    base: './',
    build: { outDir: `${modules}/.built`, target: 'es2022', rolldownOptions },
  });
  await build({ ...shared, build: { ssr: `${here}apps/server.jsx`, outDir: `${modules}/.built/server` } });
}
