/**
 * Serves the built client the way the server does, and hands everything else on to it:
 * `node e2e/front.mjs --server http://127.0.0.1:8080 --port 8081`. For developing without building the server.
 */
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { server: { type: 'string' }, port: { type: 'string' }, dist: { type: 'string' } } });
const server = new URL(values.server ?? 'http://127.0.0.1:8080');
const dist = values.dist ?? fileURLToPath(new URL('../dist/', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID, If-None-Match',
  'Access-Control-Expose-Headers': 'Room-Seq, ETag, Retry-After',
  'Access-Control-Max-Age': '600',
};

const front = createServer(async (asked, answer) => {
  const { pathname } = new URL(asked.url, server);
  if (/^\/(api|health)\//.test(pathname)) return pass(asked, answer);
  const path = normalize(pathname === '/' ? '/index.html' : pathname);
  try {
    const bytes = await readFile(join(dist, path));
    answer.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ...(path === '/parley.js' && { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }),
      ...(path.endsWith('.html') && { 'Content-Security-Policy': POLICY, 'Referrer-Policy': 'same-origin' }),
    });
    answer.end(bytes);
  } catch {
    answer.writeHead(404).end();
  }
});

function pass(asked, answer) {
  const { origin } = asked.headers;
  const cors = origin === undefined ? {} : { ...ALLOWED, 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
  if (asked.method === 'OPTIONS' && origin !== undefined) return answer.writeHead(204, cors).end();
  const onward = request(
    { host: server.hostname, port: server.port, path: asked.url, method: asked.method, headers: asked.headers },
    (answered) => {
      answer.writeHead(answered.statusCode, { ...answered.headers, ...cors });
      answered.pipe(answer);
      answered.on('error', () => answer.destroy());
    },
  );
  onward.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}

front.on('upgrade', (asked, socket, head) => {
  const onward = request({ host: server.hostname, port: server.port, path: asked.url, headers: asked.headers });
  onward.on('upgrade', (answered, other, otherHead) => {
    const lines = Object.entries(answered.headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(otherHead);
    other.write(head);
    other.pipe(socket).pipe(other);
    other.on('error', () => socket.destroy());
    socket.on('error', () => other.destroy());
  });
  onward.on('response', (refused) => socket.end(`HTTP/1.1 ${refused.statusCode} Refused\r\n\r\n`));
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
  onward.end();
});

front.listen(Number(values.port ?? 8081), '127.0.0.1', () => console.log(`http://127.0.0.1:${front.address().port}`));
