import type { EncodeAnswer, EncodeRequest } from './PictureEncoder.ts'

/** Turns raw pixels into an encoded picture, off the main thread. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<EncodeRequest>) => void
  postMessage(answer: EncodeAnswer, transfer?: Transferable[]): void
}

scope.onmessage = async ({ data: { id, pixels, width, height, type, quality } }) => {
  try {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) throw new Error('this browser has no 2D canvas in workers')
    context.putImageData(new ImageData(upright(pixels, width, height), width, height), 0, 0)
    const blob = await canvas.convertToBlob({ type, quality })
    if (blob.type !== type) throw new Error(`this browser cannot write ${type}`)
    const bytes = await blob.arrayBuffer()
    scope.postMessage({ id, bytes }, [bytes])
  } catch (error) {
    scope.postMessage({ id, error: (error as Error).message })
  }
}

/** WebGL's first row is the lowest. */
function upright(pixels: Uint8Array, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const row = width * 4
  const flipped = new Uint8ClampedArray(pixels.length)
  for (let y = 0; y < height; y += 1) flipped.set(pixels.subarray(y * row, (y + 1) * row), (height - 1 - y) * row)
  return flipped
}
