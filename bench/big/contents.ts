/** Large contents, which both pages show. This module runs in Node and in the browser. */
export interface Points {
  readonly vertices: Float32Array
  readonly colors: Uint8Array
}

/** Points all over the view, without an order. */
export function pointsOf(count: number): Points {
  const vertices = new Float32Array(3 * count)
  const colors = new Uint8Array(3 * count)
  for (let index = 0; index < count; index += 1) {
    vertices[3 * index] = 20 * fraction(index * 0.754877666) - 10
    vertices[3 * index + 1] = 14 * fraction(index * 0.569840291) - 7
    vertices[3 * index + 2] = 4 * fraction(index * 0.381966011) - 2
    colors[3 * index] = index & 0xff
    colors[3 * index + 1] = 128
    colors[3 * index + 2] = 255 - (index & 0xff)
  }
  return { vertices, colors }
}

const fraction = (value: number) => value - Math.floor(value)

const CELLS = 500
export const TRIANGLES = 2 * CELLS * CELLS

/** Hills of half a million triangles, seen from above. */
export function hills(): { vertices: Float32Array; faces: Uint32Array } {
  const side = CELLS + 1
  const vertices = new Float32Array(3 * side * side)
  for (let index = 0; index < side * side; index += 1) {
    const [x, y] = [(index % side) / CELLS - 0.5, Math.floor(index / side) / CELLS - 0.5]
    vertices[3 * index] = 20 * x
    vertices[3 * index + 1] = 14 * y
    vertices[3 * index + 2] = Math.sin(12 * x) * Math.cos(9 * y)
  }
  const faces = new Uint32Array(3 * TRIANGLES)
  for (let cell = 0, at = 0; cell < CELLS * CELLS; cell += 1, at += 6) {
    const corner = Math.floor(cell / CELLS) * side + (cell % CELLS)
    faces[at] = corner
    faces[at + 1] = corner + 1
    faces[at + 2] = corner + side
    faces[at + 3] = corner + side
    faces[at + 4] = corner + 1
    faces[at + 5] = corner + side + 1
  }
  return { vertices, faces }
}
