import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller files are sent as they are: they fit into a packet or two. */
const LEAST_BYTES = 1500

/**
 * Writes each script and style sheet twice more, compressed, beside itself: the server sends one of them to who takes it.
 * Browsers take Brotli, which is smaller by a seventh, over TLS; everything else takes gzip.
 */
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
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli(content) })
        }
      },
    },
  }
}

const brotli = (content: string | Uint8Array) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  })
