import { Matrix4 } from 'three'
import { poseMatrix } from './pose.ts'

export type Quad = [x: number, y: number, z: number, w: number]
export const AHEAD: Quad = [0, 0, 0, 1]

/** Something at a place, turned. */
export const at = (position: readonly number[], turn: Quad = AHEAD): Matrix4 =>
  new Matrix4().fromArray(poseMatrix(position, turn))

/** A product; nothing of what is given changes. */
export const times = (...matrices: readonly Matrix4[]): Matrix4 =>
  matrices.reduce((all, one) => all.multiply(one), new Matrix4())

export const inverse = (matrix: Matrix4): Matrix4 => matrix.clone().invert()
