import type { Plugin } from 'vite'

/**
 * Lets the page run one of its files as soon as it is there, while the others are still loaded and read: the one that
 * vite.config.ts puts into a file of its own under this name. The page gets the same file, which runs once.
 */
export const earlyScript = (name: string): Plugin => ({
  name: 'vuer-xr:early-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const file = Object.values(bundle).find((output) => output.type === 'chunk' && output.name === name)
      if (!file) throw new Error(`the build has no file "${name}"; see codeSplitting in vite.config.ts`)
      const attrs = { type: 'module', async: true, crossorigin: true, src: `/${file.fileName}` }
      return [{ tag: 'script', attrs, injectTo: 'head-prepend' }]
    },
  },
})
