import type { EncodeAnswer, EncodeRequest } from './PictureEncoder.ts'

/** Turns raw pixels into an encoded picture, off the main thread. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<EncodeRequest>) => void
  postMessage(answer: EncodeAnswer, transfer?: Transferable[]): void
}

let turn: Promise<void> = Promise.resolve()
scope.onmessage = ({ data }) => {
  turn = turn.then(() => encode(data))
}

async function encode({ id, pixels, width, height, type, quality }: EncodeRequest): Promise<void> {
  try {
    const { canvas, context } = paperOf(width, height)
    context.putImageData(new ImageData(upright(pixels, width, height), width, height), 0, 0)
    const blob = await canvas.convertToBlob({ type, quality })
    if (blob.type !== type) throw new Error(`this browser cannot write ${type}`)
    const bytes = await blob.arrayBuffer()
    scope.postMessage({ id, pixels: pixels.buffer, bytes }, [pixels.buffer, bytes])
  } catch (error) {
    scope.postMessage({ id, pixels: pixels.buffer, error: (error as Error).message }, [pixels.buffer])
  }
}

interface Paper {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}
let last: Paper | undefined

/** One after the other is written on the same, if they are of one size. The graphics card has no part in it. */
function paperOf(width: number, height: number): Paper {
  if (last?.canvas.width === width && last.canvas.height === height) return last
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new Error('this browser has no 2D canvas in workers')
  last = { canvas, context }
  return last
}

/** WebGL's first row is the lowest: rows change places. */
function upright(pixels: Uint8Array<ArrayBuffer>, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const length = width * 4
  const kept = new Uint8Array(length)
  for (let low = 0, high = height - 1; low < high; low += 1, high -= 1) {
    kept.set(pixels.subarray(low * length, (low + 1) * length))
    pixels.copyWithin(low * length, high * length, (high + 1) * length)
    pixels.set(kept, high * length)
  }
  return new Uint8ClampedArray(pixels.buffer)
}
