/** Distances row by row, as numbers of the file. */
export interface DepthImage {
  readonly width: number
  readonly height: number
  readonly values: ArrayLike<number>
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]
const GREY = 0
/** More than any camera has; what a wrong file claims is not allocated. */
const MOST_PIXELS = 64 * 1024 * 1024

/**
 * Decodes a grey PNG of 8 or 16 bits, because browsers hand out 8 bits only. Throws with a reason that a person can read.
 * https://www.w3.org/TR/png-3/
 */
export async function decodeDepthPng(bytes: Uint8Array): Promise<DepthImage> {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) throw new Error('this is no PNG')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let [width, height, depth] = [0, 0, 0]
  const data: Uint8Array<ArrayBuffer>[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const start = at + 8
    if (start + length > bytes.length) throw new Error('the PNG ends in the middle')
    if (type === 'IHDR') {
      width = view.getUint32(start)
      height = view.getUint32(start + 4)
      depth = bytes[start + 8]!
      const [colorType, interlaced] = [bytes[start + 9], bytes[start + 12]]
      if (colorType !== GREY || (depth !== 16 && depth !== 8) || interlaced !== 0) {
        throw new Error('expected a grey PNG of 16 bits, not interlaced')
      }
      if (width * height > MOST_PIXELS) throw new Error(`${width} × ${height} pixels are too many`)
    } else if (type === 'IDAT') data.push(bytes.subarray(start, start + length) as Uint8Array<ArrayBuffer>)
    else if (type === 'IEND') break
    at = start + length + 4
  }
  const rows = await inflate(data)
  const bytesPerPixel = depth / 8
  const stride = width * bytesPerPixel
  if (width === 0 || rows.length < height * (stride + 1)) throw new Error('the PNG has too few rows')
  const plain = unfilter(rows, height, stride, bytesPerPixel)
  if (depth === 8) return { width, height, values: plain }
  const values = new Uint16Array(width * height)
  for (let index = 0; index < values.length; index += 1)
    values[index] = (plain[2 * index]! << 8) | plain[2 * index + 1]!
  return { width, height, values }
}

async function inflate(parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Each row begins with the number of the filter that its bytes went through. */
function unfilter(rows: Uint8Array, height: number, stride: number, bytesPerPixel: number): Uint8Array {
  const plain = new Uint8Array(height * stride)
  for (let row = 0; row < height; row += 1) {
    const from = row * (stride + 1)
    const filter = rows[from]!
    const to = row * stride
    for (let at = 0; at < stride; at += 1) {
      const left = at >= bytesPerPixel ? plain[to + at - bytesPerPixel]! : 0
      const above = row > 0 ? plain[to + at - stride]! : 0
      const corner = row > 0 && at >= bytesPerPixel ? plain[to + at - stride - bytesPerPixel]! : 0
      plain[to + at] = rows[from + 1 + at]! + predicted(filter, left, above, corner)
    }
  }
  return plain
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4: {
      const guess = left + above - corner
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
      return a <= b && a <= c ? left : b <= c ? above : corner
    }
    default:
      throw new Error(`the PNG has a filter ${filter}`)
  }
}
