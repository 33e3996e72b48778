import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const alias = { 'vuer-xr/protocol': here('./protocol/index.ts'), 'vuer-xr': here('./server/index.ts') }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{protocol,connection,server,client,bench}/**/*.test.{ts,tsx}'],
          // Limits are for what hangs; a busy machine is only slow.
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
          server: { deps: { inline: [/@react-three/] } },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
