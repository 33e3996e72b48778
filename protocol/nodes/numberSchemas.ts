import * as v from 'valibot'
import { colorPartsOf, floatsOf, indicesOf, type NumberArray } from '../numberArrays.ts'

const numbers = (expected: string, accepts: (value: NumberArray) => boolean) =>
  v.pipe(
    v.custom<NumberArray>((value) => typeof value === 'object' && value !== null),
    v.check(accepts, `expected ${expected}`),
  )

const groups = (list: ArrayLike<unknown> | undefined, ...sizes: number[]) =>
  list !== undefined && sizes.some((size) => list.length % size === 0)

const FLOATS = 'a Float32Array, half floats in a Uint16Array, or a list'

/** x, y and z of each vertex. */
export const vertices = numbers(`3 numbers for each vertex: ${FLOATS}`, (value) => groups(floatsOf(value, [3]), 3))
export const packVertices = (value: NumberArray) => floatsOf(value, [3])

/** u and v of each vertex. */
export const uvs = numbers(`2 numbers for each vertex: ${FLOATS}`, (value) => groups(floatsOf(value, [2]), 2))
export const packUvs = (value: NumberArray) => floatsOf(value, [2])

/** Three vertices of each triangle, by their numbers from 0. */
export const faces = numbers('3 whole numbers for each triangle: a Uint32Array or a list', (value) =>
  groups(indicesOf(value, [3]), 3),
)
export const packFaces = (value: NumberArray) => indicesOf(value, [3])

/** Red, green and blue, or these and alpha, of each vertex or thing. */
export const colorParts = numbers(
  '3 or 4 numbers for each colour: bytes from 0 to 255 in a Uint8Array, or a Float32Array or list of numbers from 0 to 1',
  (value) => groups(colorPartsOf(value, [3, 4]), 3, 4),
)
export const packColors = (value: NumberArray) => colorPartsOf(value, [3, 4])

/** Any groups of numbers: how many there are in one is told by the node's other props. */
const grouped = (what: string, ...sizes: number[]) => ({
  schema: numbers(`${what}: ${FLOATS}`, (value) => groups(floatsOf(value, sizes), ...sizes)),
  pack: (value: NumberArray) => floatsOf(value, sizes),
})
export const matrixList = grouped('16 numbers for each matrix', 16)
export const quaternionList = grouped('4 numbers for each orientation', 4)
export const scaleList = grouped('1 or 3 numbers for each', 1, 3)
