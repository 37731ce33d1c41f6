/**
 * Drives real browsers against a running server:
 *
 *   npm run e2e -- --base http://127.0.0.1:8080 [--kill 'command'] [--start 'command'] [--renews]
 *
 * --base    where the page is
 * --kill    kills the server with SIGKILL; --start starts it again and returns when it answers.
 *           Without them the test that needs them is left out
 * --renews  the server gives access tokens for 65 s (PARLEY_ACCESS_TTL=65s), so that they are renewed every 5 s
 * --only    a part of the names of the files to run
 * --images  where pictures go; docs/img unless said otherwise
 *
 * The server runs with PARLEY_LIMITS=off (5,000 messages are written at once) and allows the origin
 * http://127.0.0.1:8399, where the page around the widget is. Chromium is /usr/bin/chromium, or what CHROMIUM names.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    kill: { type: 'string' },
    start: { type: 'string' },
    renews: { type: 'boolean' },
    only: { type: 'string', default: '' },
    images: { type: 'string', default: fileURLToPath(new URL('../../docs/img', import.meta.url)) },
  },
});

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(chromium)) fail(`${chromium} is not there: apt-get install chromium, or name another with CHROMIUM=`);
if (values.base === undefined) fail('say where the server is: npm run e2e -- --base http://127.0.0.1:8080');

const here = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(here).filter((file) => file.endsWith('.test.mjs') && file.includes(values.only));
const run = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files.sort().map((file) => here + file)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CHROMIUM: chromium,
      E2E_BASE: values.base.replace(/\/+$/, ''),
      E2E_KILL: values.kill ?? '',
      E2E_START: values.start ?? '',
      E2E_RENEWS: values.renews ? 'yes' : '',
      E2E_IMAGES: values.images,
    },
  },
);
process.exit(run.status ?? 1);

function fail(line) {
  console.error(line);
  process.exit(2);
}
