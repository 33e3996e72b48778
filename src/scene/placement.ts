import { Euler, Matrix4, type Object3D, Quaternion, Vector3 } from 'three'
import { isNumbers, isRotation, isTurned } from '../../protocol/index.ts'

export { isNumbers, isTurned }

type Props = Readonly<Record<string, unknown>>

/** The props that say where, and whether, an object is seen. */
export const PLACEMENT_PROPS: ReadonlySet<string> = new Set([
  'position',
  'rotation',
  'quaternion',
  'scale',
  'matrix',
  'visible',
  'hide',
  'renderOrder',
])

const matrix = new Matrix4()
const euler = new Euler()
const turn = new Quaternion()

/**
 * Writes a node's placement onto its object: all of it, so that a prop that was taken away is back at its default.
 * Nothing is allocated. Values of the wrong form count as not given, and the answer is false then.
 */
export function place(object: Object3D, props: Props): boolean {
  const isRight = hasMatrix(props) ? placeByMatrix(object, props) : placeByParts(object, props)
  const { visible, hide, renderOrder } = props
  object.visible = visible !== false && hide !== true
  object.renderOrder = typeof renderOrder === 'number' ? renderOrder : 0
  return isRight && isAbsentOr(visible, 'boolean') && isAbsentOr(hide, 'boolean') && isAbsentOr(renderOrder, 'number')
}

/** Whether an author has said where the object stands. */
export const isMoved = (props: Props): boolean => isNumbers(props.matrix, 16) || isNumbers(props.position, 3)

const hasMatrix = (props: Props) => props.matrix !== undefined

function placeByMatrix(object: Object3D, props: Props): boolean {
  if (!isNumbers(props.matrix, 16)) {
    placeByParts(object, props)
    return false
  }
  matrix.fromArray(props.matrix as number[])
  matrix.decompose(object.position, object.quaternion, object.scale)
  return true
}

function placeByParts(object: Object3D, props: Props): boolean {
  const { position, quaternion, rotation, scale } = props
  let isRight = true

  if (isNumbers(position, 3)) object.position.set(position[0]!, position[1]!, position[2]!)
  else {
    object.position.set(0, 0, 0)
    isRight = position === undefined
  }

  if (isNumbers(quaternion, 4)) {
    turn.set(quaternion[0]!, quaternion[1]!, quaternion[2]!, quaternion[3]!)
    if (turn.lengthSq() > 0) turn.normalize()
    else turn.identity()
  } else {
    if (isRotation(rotation)) {
      euler.set(rotation[0], rotation[1], rotation[2], rotation[3] ?? 'XYZ')
      turn.setFromEuler(euler)
    } else {
      turn.identity()
      isRight = isRight && rotation === undefined
    }
    isRight = isRight && quaternion === undefined
  }
  // three.js works out the angles with each write, and most nodes that move do not turn.
  if (!object.quaternion.equals(turn)) object.quaternion.copy(turn)

  if (typeof scale === 'number') object.scale.setScalar(scale)
  else if (isNumbers(scale, 3)) object.scale.set(scale[0]!, scale[1]!, scale[2]!)
  else {
    object.scale.set(1, 1, 1)
    isRight = isRight && scale === undefined
  }
  return isRight
}

const isAbsentOr = (value: unknown, type: 'boolean' | 'number') =>
  value === undefined || (type === 'boolean' ? typeof value === 'boolean' : typeof value === 'number')

const Y_UP: readonly number[] = [0, 1, 0]
const yAxis = new Vector3(0, 1, 0)
const axis = new Vector3()

/** The scene's axis, as it was written or y. */
export function upOf(sceneProps: Props): readonly number[] {
  const { up } = sceneProps
  return isNumbers(up, 3) && Math.hypot(up[0]!, up[1]!, up[2]!) > 0 ? (up as readonly number[]) : Y_UP
}

/** The shortest turn that takes y to the scene's axis. */
export function turnFromY(up: readonly number[], into = new Quaternion()): Quaternion {
  axis.fromArray(up).normalize()
  return into.setFromUnitVectors(yAxis, axis)
}
