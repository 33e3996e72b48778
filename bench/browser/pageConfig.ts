import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The folders and the script are given from the root of the project. */
export interface PageBuild {
  /** Has the bare page’s index.html. */
  readonly folder: string
  /** What is put into any page that is watched. */
  readonly probe: string
  readonly outDir: string
}

/** Two builds: the bare page, and in the mode `probe` the one script that is put into any page that is watched. */
export const pageConfig = ({ folder, probe, outDir }: PageBuild) =>
  defineConfig(({ mode }) => ({
    root: fromRoot(folder),
    build: {
      outDir: fromRoot(outDir),
      emptyOutDir: mode !== 'probe',
      target: 'es2022',
      chunkSizeWarningLimit: 1000,
      rolldownOptions:
        mode === 'probe'
          ? { input: fromRoot(probe), output: { format: 'iife', entryFileNames: 'probe.js' } }
          : { input: fromRoot(`${folder}/index.html`) },
    },
  }))

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
