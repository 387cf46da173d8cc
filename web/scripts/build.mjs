// Builds the apps into dist/<app>: all that the program serves, or those named on the command line.
// An app with src/sw.ts also gets sw.js, a classic script (Chrome 80 has no module workers) that is told, as
// __PRECACHE__, the addresses of everything the app needs without a network, and as __VERSION__ a hash of their content.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile } from 'vite';

const web = fileURLToPath(new URL('..', import.meta.url));
const served = ['office', 'field', 'wallet'];
const named = process.argv.slice(2);

for (const app of named.length > 0 ? named : served) {
  process.env.APP = app;
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(web, 'vite.config.ts'));
  const config = { ...loaded.config, configFile: false, logLevel: 'warn' };
  await build(config);
  if (existsSync(join(web, app, 'src/sw.ts'))) await buildWorker(app, config);
  console.log(`built ${app}`);
}

async function buildWorker(app, config) {
  const out = config.build.outDir;
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => join(f.parentPath ?? f.path, f.name).slice(out.length + 1).replaceAll('\\', '/'))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
  const addresses = files.map((f) => (f === 'index.html' ? config.base : config.base + f));
  const [worker] = await build({
    ...config,
    publicDir: false,
    define: { __PRECACHE__: JSON.stringify(addresses), __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 16)) },
    build: {
      ...config.build,
      write: false, // into a folder that the app's own files are in
      lib: { entry: join(web, app, 'src/sw.ts'), formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
    },
  });
  writeFileSync(join(out, 'sw.js'), worker.output[0].code);
}
