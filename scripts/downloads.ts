import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A script or style sheet of the built page. Sizes in bytes. */
export interface Download {
  name: string
  raw: number
  gzip: number
  brotli: number
  /** Whether the page needs it before its first frame. */
  isFirst: boolean
}

/** What a visitor downloads of the page that is built in `folder`, the first things first and the largest before others. */
export function downloadsOf(folder: string): Download[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  return readdirSync(join(folder, 'assets'))
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => {
      const bytes = readFileSync(join(folder, 'assets', name))
      // What the build has compressed is what is sent; what is small is sent as it is.
      const sizeOf = (ending: string, otherwise: () => number) => {
        const sent = join(folder, 'assets', name + ending)
        return existsSync(sent) ? statSync(sent).size : otherwise()
      }
      const gzip = sizeOf('.gz', () => gzipSync(bytes).length)
      return { name, raw: bytes.length, gzip, brotli: sizeOf('.br', () => gzip), isFirst: html.includes(name) }
    })
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst) || b.gzip - a.gzip)
}
