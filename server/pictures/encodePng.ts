import { constants, crc32, deflate, deflateSync } from 'node:zlib'
import * as v from 'valibot'
import { describeIssue, ProtocolError, type RawPixels, rawPixels } from '../../protocol/index.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** By the number of values for each pixel: grey, grey and alpha, RGB, RGBA (PNG, 11.2.1). */
const COLOR_TYPES = [0, 4, 2, 6] as const
/** The filter that writes each value as its difference from the pixel on the left (PNG, 9.2). */
const SUB = 1
/** Camera pictures hardly repeat themselves: looking for repetitions takes three times as long and gains nothing. */
const FAST = { level: 1, strategy: constants.Z_HUFFMAN_ONLY }

/**
 * Raw pixels as a PNG, without loss: 8 bits for each value, 16 bits from a `Uint16Array`. Most of the work is done beside
 * the main thread. Throws `INVALID_NODE` when `data` does not fit `width` and `height`.
 */
export async function encodePng(pixels: RawPixels): Promise<Uint8Array> {
  const rows = filteredRows(checked(pixels))
  const packed = await new Promise<Uint8Array>((resolve, reject) => {
    deflate(rows, FAST, (error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
  return pngOf(pixels, packed)
}

/** The same at once, for what has to be sent in its turn. */
export const encodePngSync = (pixels: RawPixels): Uint8Array =>
  pngOf(pixels, deflateSync(filteredRows(checked(pixels)), FAST))

function checked(pixels: RawPixels): RawPixels {
  const result = v.safeParse(rawPixels, pixels)
  if (result.success) return result.output
  throw new ProtocolError('INVALID_NODE', describeIssue(result.issues[0], 'pixels'))
}

const channelsOf = ({ data, width, height }: RawPixels) => data.length / (width * height)
const bytesOf = ({ data }: RawPixels) => data.BYTES_PER_ELEMENT

function filteredRows(pixels: RawPixels): Uint8Array {
  const bytes = bigEndian(pixels)
  const { height } = pixels
  const length = bytes.length / height
  const pixel = channelsOf(pixels) * bytesOf(pixels)
  const rows = new Uint8Array((length + 1) * height)
  for (let y = 0; y < height; y += 1) {
    const from = y * length
    const to = y * (length + 1) + 1
    rows[to - 1] = SUB
    for (let x = 0; x < pixel; x += 1) rows[to + x] = bytes[from + x]!
    for (let x = pixel; x < length; x += 1) rows[to + x] = bytes[from + x]! - bytes[from + x - pixel]!
  }
  return rows
}

function bigEndian({ data }: RawPixels): Uint8Array | Uint8ClampedArray {
  if (!(data instanceof Uint16Array)) return data
  const bytes = new Uint8Array(data.length * 2)
  const view = new DataView(bytes.buffer)
  data.forEach((value, index) => {
    view.setUint16(index * 2, value)
  })
  return bytes
}

function pngOf(pixels: RawPixels, packed: Uint8Array): Uint8Array {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, pixels.width)
  view.setUint32(4, pixels.height)
  view.setUint8(8, bytesOf(pixels) * 8)
  view.setUint8(9, COLOR_TYPES[channelsOf(pixels) - 1]!)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', new Uint8Array())])
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(Buffer.from(name, 'latin1'), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}
