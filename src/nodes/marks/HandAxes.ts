import { Group, Matrix4 } from 'three'
import { HAND_JOINTS, HAND_LENGTH } from '../../../protocol/index.ts'
import { JointAxes } from '../../xr/JointAxes.ts'

const HERE = new Matrix4()
const SCENE_LAYER = 0

/** Two hands, each as the axes of its joints, in the frame of this group. */
export class HandAxes extends Group {
  readonly #axes = { left: new JointAxes(HAND_JOINTS.length), right: new JointAxes(HAND_JOINTS.length) }
  readonly #joints = { left: new Float32Array(HAND_LENGTH), right: new Float32Array(HAND_LENGTH) }

  constructor() {
    super()
    for (const { object } of Object.values(this.#axes)) {
      object.layers.set(SCENE_LAYER)
      this.add(object)
    }
  }

  /** `joints` are 25 matrices, column-major; without them there is no such hand. False where they are something else. */
  show(side: 'left' | 'right', joints: unknown, length: number): boolean {
    const isGiven = isList(joints) && joints.length === HAND_LENGTH
    if (isGiven) {
      this.#joints[side].set(joints)
      this.#axes[side].show(this.#joints[side], length, HERE)
    } else this.#axes[side].hide()
    return isGiven || joints === undefined
  }

  override dispose(): void {
    for (const axes of Object.values(this.#axes)) axes.dispose()
  }
}

const isList = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) && value.every((number) => typeof number === 'number')) ||
  value instanceof Float32Array ||
  value instanceof Float64Array
