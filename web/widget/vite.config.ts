import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The widget: one file with a name that stays, `/parley.js`. */
export default defineConfig({
  root: here('.'),
  resolve: { alias: { '@parley/client': here('../client/src/index.ts') } },
  build: {
    outDir: here('../dist'),
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: here('src/index.ts'), formats: ['es'], fileName: () => 'parley.js' },
  },
});
