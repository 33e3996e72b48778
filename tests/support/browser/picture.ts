import { PNG } from 'pngjs'

/** A decoded PNG, read by pixel: x to the right, y down. */
export class Picture {
  readonly width: number
  readonly height: number
  readonly #data: Buffer

  constructor(bytes: Uint8Array) {
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes))
    this.width = width
    this.height = height
    this.#data = data
  }

  at(x: number, y: number): [red: number, green: number, blue: number] {
    const at = (Math.round(y) * this.width + Math.round(x)) * 4
    return [this.#data[at]!, this.#data[at + 1]!, this.#data[at + 2]!]
  }

  /** Where the pixels lie for which `matches` holds, and how many they are. */
  centroid(matches: (red: number, green: number, blue: number) => boolean): { x: number; y: number; count: number } {
    let [x, y, count] = [0, 0, 0]
    for (let row = 0; row < this.height; row += 1) {
      for (let column = 0; column < this.width; column += 1) {
        if (!matches(...this.at(column, row))) continue
        x += column
        y += row
        count += 1
      }
    }
    return { x: x / count, y: y / count, count }
  }

  /** How many pixels of another picture of the same size differ by more than noise does. */
  differingPixels(other: Picture): number {
    let count = 0
    for (let at = 0; at < this.#data.length; at += 4) {
      if ([0, 1, 2].some((channel) => Math.abs(this.#data[at + channel]! - other.#data[at + channel]!) > 12)) count += 1
    }
    return count
  }

  /** Mean brightness from 0 to 255. */
  get brightness(): number {
    let sum = 0
    for (let at = 0; at < this.#data.length; at += 4)
      sum += (this.#data[at]! + this.#data[at + 1]! + this.#data[at + 2]!) / 3
    return sum / (this.width * this.height)
  }
}
