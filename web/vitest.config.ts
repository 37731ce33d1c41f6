import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: { '@parley/client': fileURLToPath(new URL('./client/src/index.ts', import.meta.url)) },
  },
  test: { include: ['*/test/**/*.test.ts'], testTimeout: 10_000 },
});
