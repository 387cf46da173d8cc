// Fails when the first load of an app (its entry script, what that imports at once, and the style sheets) is larger,
// gzipped, than the app may be. Fonts and what is loaded later are not counted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgets = { wallet: 60, office: 140, field: 140 }; // KB of 1,000 bytes
const dist = fileURLToPath(new URL('../dist', import.meta.url));
let over = false;

for (const [app, limit] of Object.entries(budgets)) {
  const page = join(dist, app, 'index.html');
  if (!existsSync(page)) {
    console.error(`${app}: not built; run \`npm run build\` first`);
    over = true;
    continue;
  }
  const files = new Set();
  for (const [, address] of readFileSync(page, 'utf8').matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)) collect(app, address.replace(`/${app}/`, ''), files);
  if (files.size === 0) throw new Error(`${app}: index.html names no script`);
  const bytes = [...files].reduce((sum, f) => sum + gzipSync(readFileSync(join(dist, app, f)), { level: 9 }).length, 0);
  const verdict = bytes > limit * 1000 ? 'OVER' : 'ok';
  over ||= verdict === 'OVER';
  console.log(`${app.padEnd(7)} ${(bytes / 1000).toFixed(1).padStart(6)} KB of ${limit} KB gzipped, ${files.size} files  ${verdict}`);
}
process.exit(over ? 1 : 0);

/** Adds a file and what it imports statically. */
function collect(app, file, files) {
  if (files.has(file)) return;
  files.add(file);
  if (!file.endsWith('.js')) return;
  const text = readFileSync(join(dist, app, file), 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) collect(app, `assets/${name}`, files);
}
