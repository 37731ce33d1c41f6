import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['PARLEY_URL'] ?? 'http://127.0.0.1:8080';

/** The page: `index.html`, and `assets/` with names that change with what is in them. */
export default defineConfig({
  root: here('.'),
  resolve: {
    alias: {
      '@parley/client': here('../client/src/index.ts'),
      '@parley/widget': here('../widget/src/index.ts'),
    },
  },
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/ws': { target: server, ws: true } } },
});
