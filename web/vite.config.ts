// One configuration for every app; APP names which (the build script sets it). Each app is built by itself, so that
// nothing of one app is in the first load of another.
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

/** The built apps and the oldest browsers each must run in. `style` shows the components and is not part of the program. */
export const targets: Record<string, string[]> = {
  office: ['es2022'],
  field: ['es2022'],
  wallet: ['chrome80', 'safari14'],
  style: ['es2022'],
};

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The configuration of one app. */
export function appConfig(app: string): UserConfig {
  const target = targets[app];
  if (!target) throw new Error(`no app ${app}: one of ${Object.keys(targets).join(', ')}`);
  return {
    root: here(app),
    base: `/${app}/`,
    publicDir: here(`${app}/public`),
    cacheDir: here(`node_modules/.vite/${app}`),
    resolve: { alias: { '@lib': here('lib') } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: app === 'style' ? here('node_modules/.style') : here(`dist/${app}`), // what is in dist goes into the program
      emptyOutDir: true,
      target,
      cssTarget: target,
      assetsInlineLimit: 0, // the content policy allows no data: fonts
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
    // `npm run dev` speaks to a running `jemput demo --addr 127.0.0.1:8080`.
    server: { proxy: Object.fromEntries(['/api', '/oid4vci', '/.well-known'].map((p) => [p, 'http://127.0.0.1:8080'])) },
  };
}

export default defineConfig(() => ({
  ...appConfig(process.env.APP ?? 'office'),
  ...(process.env.VITEST ? { root: here('.'), test: { include: ['**/*.test.{ts,tsx}'], exclude: ['**/node_modules/**'] } } : {}),
}));
