import type { Browser } from 'playwright-core'
import { makePictures } from '../../tests/support/browser/makePictures.ts'

export const WIDTH = 1280
export const HEIGHT = 720
export const STREAMS = ['left', 'right'] as const
const COUNT = 16
/** Pictures are told apart by their length: what follows the end of a JPEG is not looked at. */
const TICKS = 1024

/** JPEGs of a camera, each with its stream and tick in its length. */
export class Pictures {
  readonly #pictures: readonly Uint8Array[]
  /** Length of the picture of tick 0 of the first stream. */
  readonly #base: number

  constructor(pictures: readonly Uint8Array[]) {
    this.#pictures = pictures
    this.#base = Math.max(...pictures.map(({ length }) => length))
  }

  static async make(browser: Browser): Promise<Pictures> {
    const page = await browser.newPage()
    try {
      return new Pictures(await makePictures(page, { width: WIDTH, height: HEIGHT, count: COUNT, type: 'image/jpeg' }))
    } finally {
      await page.close()
    }
  }

  /** The picture of a stream at a tick. */
  at(stream: number, tick: number): Uint8Array {
    const padded = new Uint8Array(this.#base + stream * TICKS + (tick % TICKS))
    padded.set(this.#pictures[(tick + stream) % this.#pictures.length]!)
    return padded
  }

  /** Which picture this is: the newest of that length at a tick. `undefined` if it is none of these. */
  identify(encodedBytes: number, newestTick: number): { stream: number; tick: number } | undefined {
    const code = encodedBytes - this.#base
    const stream = Math.floor(code / TICKS)
    if (stream < 0 || stream >= STREAMS.length) return undefined
    const behind = (((newestTick - code) % TICKS) + TICKS) % TICKS
    return { stream, tick: newestTick - behind }
  }
}
