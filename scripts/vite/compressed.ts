import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller files are sent as they are: they fit into a packet or two. */
const LEAST_BYTES = 1500

/** Writes each script and style sheet a second time, compressed, beside itself: the server sends that to who takes it. */
export function compressed(): Plugin {
  return {
    name: 'vuer-xr:compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(js|css)$/.test(fileName)) continue
          const content = output.type === 'chunk' ? output.code : output.source
          if (content.length < LEAST_BYTES) continue
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(content, { level: 9 }) })
        }
      },
    },
  }
}
