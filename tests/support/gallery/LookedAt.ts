import { PNG } from 'pngjs'

/** Sides of the patches whose colours are compared, in pixels: wider than any smoothing of edges. */
const PATCH = 8
/** The worst so many patches count: what is smaller than a square of 20 pixels is not seen in a picture of 400 × 300. */
const WORST = 6

/**
 * Two pictures look different from here on. Patches are told apart by their mean brightness and colour, from 0 to 255.
 * Another smoothing of edges changes a patch by 5 at most: an edge of 8 pixels, each a quarter of its contrast of 160 off.
 */
export const SAME_LOOK = 10

/** A picture as somebody sees it who does not look at single pixels. */
export class LookedAt {
  readonly width: number
  readonly height: number
  readonly #patches: Float64Array

  constructor(png: Uint8Array) {
    const { width, height, data } = PNG.sync.read(Buffer.from(png))
    this.width = width
    this.height = height
    this.#patches = patchesOf(width, height, data)
  }

  /** How different another picture looks: 0 is the same, 255 black against white. Of other sizes: infinite. */
  differenceFrom(other: LookedAt): number {
    if (other.width !== this.width || other.height !== this.height) return Number.POSITIVE_INFINITY
    return worst(this.#distances((at) => other.#patches.subarray(at, at + 3)))
  }

  /** How far it is from being one colour all over. */
  get contrast(): number {
    const mean = [0, 0, 0]
    for (let at = 0; at < this.#patches.length; at += 1)
      mean[at % 3]! += (3 * this.#patches[at]!) / this.#patches.length
    return worst(this.#distances(() => mean))
  }

  #distances(otherAt: (at: number) => ArrayLike<number>): number[] {
    const distances: number[] = []
    for (let at = 0; at < this.#patches.length; at += 3) {
      const other = otherAt(at)
      distances.push(Math.hypot(...[0, 1, 2].map((part) => this.#patches[at + part]! - other[part]!)))
    }
    return distances
  }
}

function worst(distances: number[]): number {
  const counted = distances.sort((a, b) => b - a).slice(0, WORST)
  return counted.reduce((sum, distance) => sum + distance, 0) / counted.length
}

/** Mean brightness and both differences of colour (ITU-R BT.601) of each patch. */
function patchesOf(width: number, height: number, data: Uint8Array): Float64Array {
  const [columns, rows] = [Math.ceil(width / PATCH), Math.ceil(height / PATCH)]
  const sums = new Float64Array(columns * rows * 3)
  const counts = new Float64Array(columns * rows)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    const patch = Math.floor(y / PATCH) * columns + Math.floor(x / PATCH)
    const [red, green, blue] = [data[4 * pixel]!, data[4 * pixel + 1]!, data[4 * pixel + 2]!]
    const brightness = 0.299 * red + 0.587 * green + 0.114 * blue
    sums[3 * patch]! += brightness
    sums[3 * patch + 1]! += 0.564 * (blue - brightness)
    sums[3 * patch + 2]! += 0.713 * (red - brightness)
    counts[patch]! += 1
  }
  return sums.map((sum, at) => sum / counts[Math.floor(at / 3)]!)
}
