import { PNG } from 'pngjs'
import { DataUtils } from 'three'

type ColorAt = (x: number, y: number) => readonly [red: number, green: number, blue: number]

/** A PNG of colours from 0 to 255; y counts from the top, as in all of these. */
export function pngFile(width: number, height: number, colorAt: ColorAt): Uint8Array {
  const png = new PNG({ width, height })
  eachPixel(width, height, (x, y, at) => {
    png.data.set([...colorAt(x, y), 255], at * 4)
  })
  return new Uint8Array(PNG.sync.write(png))
}

/** A Radiance file of measured light, without compression. */
export function hdrFile(width: number, height: number, lightAt: ColorAt): Uint8Array {
  const header = new TextEncoder().encode(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`)
  const pixels = new Uint8Array(width * height * 4)
  eachPixel(width, height, (x, y, at) => {
    const light = lightAt(x, y)
    const most = Math.max(...light)
    if (most < 1e-32) return
    const exponent = Math.ceil(Math.log2(most) + 1e-9)
    const scale = 256 / 2 ** exponent
    pixels.set([...light.map((value) => Math.min(255, Math.floor(value * scale))), exponent + 128], at * 4)
  })
  return concatenated(header, pixels)
}

/** An OpenEXR file of half floats, without compression. */
export function exrFile(width: number, height: number, lightAt: ColorAt): Uint8Array {
  const box = int32(0, 0, width - 1, height - 1)
  const channels = concatenated(...['B', 'G', 'R'].map((name) => concatenated(text(name), int32(1, 0, 1, 1))), [0])
  const header = concatenated(
    int32(20000630, 2),
    attribute('channels', 'chlist', channels),
    attribute('compression', 'compression', [0]),
    attribute('dataWindow', 'box2i', box),
    attribute('displayWindow', 'box2i', box),
    attribute('lineOrder', 'lineOrder', [0]),
    attribute('pixelAspectRatio', 'float', float32(1)),
    attribute('screenWindowCenter', 'v2f', float32(0, 0)),
    attribute('screenWindowWidth', 'float', float32(1)),
    [0],
  )
  const rowBytes = width * 3 * 2
  const table = new BigUint64Array(height)
  const rows: Uint8Array[] = []
  for (let y = 0; y < height; y += 1) {
    table[y] = BigInt(header.length + table.byteLength + y * (rowBytes + 8))
    const halves = new Uint16Array(width * 3)
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = lightAt(x, y).map((value) => DataUtils.toHalfFloat(value))
      halves[x] = blue!
      halves[width + x] = green!
      halves[2 * width + x] = red!
    }
    rows.push(int32(y, rowBytes), bytesOf(halves))
  }
  return concatenated(header, bytesOf(table), ...rows)
}

function eachPixel(width: number, height: number, visit: (x: number, y: number, at: number) => void): void {
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) visit(x, y, y * width + x)
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength)
const int32 = (...values: number[]) => bytesOf(Int32Array.from(values))
const float32 = (...values: number[]) => bytesOf(Float32Array.from(values))
const text = (value: string) => concatenated(new TextEncoder().encode(value), [0])
const attribute = (name: string, type: string, value: ArrayLike<number>) =>
  concatenated(text(name), text(type), int32(value.length), value)

function concatenated(...parts: ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
