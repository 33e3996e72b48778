import * as v from 'valibot'
import { prop } from '../defineNode.ts'

/** Lists that may also arrive as typed arrays. */
export const listOf = <const N extends number>(length: N) =>
  v.pipe(
    v.union([v.array(v.number()), v.instance(Float32Array), v.instance(Float64Array)]),
    v.check((list) => list.length === length, `expected ${length} numbers`),
    v.transform((list) => Array.from(list)),
  )

export const vec3 = listOf(3)
export const matrix4 = listOf(16)
export const boolean = v.boolean()
export const number = v.number()
export const string = v.string()
/** Bytes of a file, from wherever a script has them. */
export const bytes = v.instance(Uint8Array) as unknown as v.GenericSchema<Uint8Array>
export const positive = v.pipe(v.number(), v.minValue(0, 'expected a number that is not negative'))
export const frequency = v.pipe(
  v.number(),
  v.check((value) => value > 0, 'expected a number above 0'),
)

/** A CSS colour, or 0xRRGGBB. */
export const color = v.union([v.string(), v.number()])

/** Euler angles may carry their order as a fourth entry, as three.js writes them. */
const rotation = v.pipe(
  v.union([v.array(v.union([v.number(), v.string()])), v.instance(Float32Array), v.instance(Float64Array)]),
  v.check((list) => list.length === 3 || list.length === 4, 'expected 3 angles'),
  v.transform((list) => Array.from<number | string>(list)),
)

/** Where a node is, in the frame of its parent. */
export const placementProps = {
  position: prop(vec3, 'Position in the frame of the parent.', { unit: 'm' }),
  rotation: prop(rotation, 'Euler angles, applied in the order XYZ.', { unit: 'rad' }),
  quaternion: prop(listOf(4), 'Orientation as x, y, z, w. It wins over `rotation`.'),
  scale: prop(v.union([v.number(), vec3]), 'One factor, or one for each axis.'),
  matrix: prop(matrix4, '4x4 matrix, column-major, node to parent. It wins over position, rotation and scale.', {
    unit: 'm',
  }),
  visible: prop(boolean, 'Whether the node and everything below it is drawn.'),
  hide: prop(boolean, 'The opposite of `visible`, in Vuer’s words.'),
  renderOrder: prop(number, 'Higher numbers are drawn later.'),
} as const
