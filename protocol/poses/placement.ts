import { composeMatrix, decomposeMatrix, type Matrix, type Quaternion, unit } from './matrix.ts'

type Props = Readonly<Record<string, unknown>>

const ORDERS: ReadonlySet<unknown> = new Set(['XYZ', 'XZY', 'YXZ', 'YZX', 'ZXY', 'ZYX'])

/** A list of exactly so many numbers, none of them NaN. */
export function isNumbers(value: unknown, length: number): value is ArrayLike<number> {
  if (!Array.isArray(value) && !(value instanceof Float32Array) && !(value instanceof Float64Array)) return false
  if (value.length !== length) return false
  for (let index = 0; index < length; index += 1) {
    const number: unknown = value[index]
    if (typeof number !== 'number' || Number.isNaN(number)) return false
  }
  return true
}

export type EulerOrder = 'XYZ' | 'XZY' | 'YXZ' | 'YZX' | 'ZXY' | 'ZYX'

/** Three angles, with or without the order in which they are applied. */
export function isRotation(value: unknown): value is readonly [number, number, number, EulerOrder?] {
  if (isNumbers(value, 3)) return true
  if (!Array.isArray(value) || value.length !== 4 || !ORDERS.has(value[3])) return false
  return typeof value[0] === 'number' && typeof value[1] === 'number' && typeof value[2] === 'number'
}

/** Whether an author has said how a node is turned. */
export const isTurned = (props: Props): boolean =>
  isNumbers(props.matrix, 16) || isNumbers(props.quaternion, 4) || isRotation(props.rotation)

/**
 * The matrix that a node's props say, from the node to its parent: `matrix` wins over the others, `quaternion` over
 * `rotation`; values of the wrong form count as not given. A `matrix` is its position, orientation and scale: what a
 * shear looks like is not defined.
 */
export function localMatrixOf(props: Props): Float64Array {
  if (isNumbers(props.matrix, 16)) {
    const { position, quaternion, scale } = decomposeMatrix(props.matrix)
    return composeMatrix(position, quaternion, scale)
  }
  const { position, scale } = props
  return composeMatrix(
    isNumbers(position, 3) ? position : [0, 0, 0],
    orientationOf(props),
    typeof scale === 'number' ? [scale, scale, scale] : isNumbers(scale, 3) ? scale : [1, 1, 1],
  )
}

function orientationOf({ quaternion, rotation }: Props): Matrix {
  if (isNumbers(quaternion, 4)) return unit(quaternion)
  if (!isRotation(rotation)) return [0, 0, 0, 1]
  return quaternionOfAngles(rotation, rotation[3] ?? 'XYZ')
}

/** Radians about x, y and z. The order names the axes from left to right: in XYZ the rotation is Rx * Ry * Rz. */
export function quaternionOfAngles(angles: ArrayLike<number | string | undefined>, order: EulerOrder): Quaternion {
  let turned: Quaternion = [0, 0, 0, 1]
  for (const letter of order) {
    const axis = 'XYZ'.indexOf(letter)
    const half = Number(angles[axis]) / 2
    const about: Quaternion = [0, 0, 0, Math.cos(half)]
    about[axis] = Math.sin(half)
    turned = multiplyQuaternions(turned, about)
  }
  return turned
}

function multiplyQuaternions([ax, ay, az, aw]: Quaternion, [bx, by, bz, bw]: Quaternion): Quaternion {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ]
}
