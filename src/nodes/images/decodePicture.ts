import type { PictureSource, RawPixels } from '../../../protocol/index.ts'
import type { LoadImage } from '../textures.ts'

/** A picture of any source, first row at the top. Rejects with a reason that a person can read. */
export async function decodePicture(
  source: PictureSource,
  signal: AbortSignal,
  loadImage: LoadImage,
): Promise<ImageBitmap> {
  if (isRaw(source)) return createImageBitmap(imageDataOf(source), { premultiplyAlpha: 'none' })
  try {
    return await loadImage(source, signal, { upright: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const hint = typeof source === 'string' ? '' : '; expected JPEG, PNG or WebP'
    throw new Error(`${nameOf(source)}: could not be shown (${reason}${hint})`, { cause })
  }
}

/** Whether it certainly has no transparent parts: a JPEG, or pixels without alpha. */
export function isOpaque(source: PictureSource): boolean {
  if (typeof source === 'string') return /^data:image\/jpeg|\.jpe?g(\?|#|$)/i.test(source)
  if (isRaw(source)) return channelsOf(source) % 2 === 1
  return source[0] === 0xff && source[1] === 0xd8
}

/** Whether it has the form of a picture; what is in it shows when it is decoded. */
export const isPicture = (value: unknown): value is PictureSource =>
  typeof value === 'string' ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && isRaw(value as PictureSource))

const isRaw = (source: PictureSource): source is RawPixels =>
  typeof source === 'object' && ArrayBuffer.isView((source as { data?: unknown }).data)

const channelsOf = ({ data, width, height }: RawPixels) => data.length / (width * height)

function imageDataOf(pixels: RawPixels): ImageData {
  const { data, width, height } = pixels
  const channels = channelsOf(pixels)
  const shift = data instanceof Uint16Array ? 8 : 0
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    const isGrey = channels < 3
    rgba[to] = data[from]! >> shift
    rgba[to + 1] = data[isGrey ? from : from + 1]! >> shift
    rgba[to + 2] = data[isGrey ? from : from + 2]! >> shift
    rgba[to + 3] = channels % 2 === 0 ? data[from + channels - 1]! >> shift : 255
  }
  return new ImageData(rgba, width, height)
}

const LONGEST_NAME = 80
const nameOf = (source: PictureSource): string => {
  if (typeof source !== 'string') return source instanceof Uint8Array ? `${source.byteLength} bytes` : 'raw pixels'
  return source.length > LONGEST_NAME ? `${source.slice(0, LONGEST_NAME)}…` : source
}
