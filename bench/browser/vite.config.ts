import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Two builds: the bare page, and in the mode `probe` the one script that is put into any page that is watched. */
export default defineConfig(({ mode }) => ({
  root: here('../page'),
  build: {
    outDir: here('../../dist/bench/page'),
    emptyOutDir: mode !== 'probe',
    target: 'es2022',
    chunkSizeWarningLimit: 1000,
    rolldownOptions:
      mode === 'probe'
        ? { input: here('probe.ts'), output: { format: 'iife', entryFileNames: 'probe.js' } }
        : { input: here('../page/index.html') },
  },
}))
