/** Fails if what the page loads is larger, compressed, than weak networks bear. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MOST = 80_000;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const compressed = (file) => gzipSync(readFileSync(dist + file), { level: 9 }).length;

const assets = readdirSync(`${dist}assets`).map((file) => `assets/${file}`);
const page = ['index.html', ...assets].reduce((sum, file) => sum + compressed(file), 0);
const widget = compressed('parley.js');
console.log(`compressed: page ${page} bytes, widget ${widget} bytes; at most ${MOST} each`);
if (page > MOST || widget > MOST) {
  console.error('Too large.');
  process.exit(1);
}
