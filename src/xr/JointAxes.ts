import { BufferAttribute, BufferGeometry, Color, DynamicDrawUsage, LineBasicMaterial, LineSegments } from 'three'
import { HAND_JOINTS } from '../../protocol/index.ts'
import { putOnInputLayer } from './inputLayer.ts'

const AXES = [new Color('#ff4040'), new Color('#40c040'), new Color('#4080ff')]
const NUMBERS_PER_JOINT = AXES.length * 2 * 3

/** The axes of a hand's 25 joints (x red, y green, z blue), one draw call, rewritten in place each frame. */
export class JointAxes {
  readonly object: LineSegments<BufferGeometry, LineBasicMaterial>
  readonly #positions = new BufferAttribute(new Float32Array(HAND_JOINTS.length * NUMBERS_PER_JOINT), 3)

  constructor() {
    this.#positions.setUsage(DynamicDrawUsage)
    const colors = Float32Array.from(HAND_JOINTS.flatMap(() => AXES.flatMap((axis) => [...axis, ...axis])))
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', this.#positions)
    geometry.setAttribute('color', new BufferAttribute(colors, 3))
    this.object = new LineSegments(geometry, new LineBasicMaterial({ vertexColors: true }))
    this.object.visible = false
    // The bounds would have to be computed anew each frame, for something that is nearly always in view.
    this.object.frustumCulled = false
    putOnInputLayer(this.object)
  }

  /** `joints` are 25 matrices, column-major; `length` in their unit, metres. */
  show(joints: Float32Array, length: number): void {
    const to = this.#positions.array
    let at = 0
    for (let joint = 0; joint < joints.length; joint += 16) {
      for (let axis = 0; axis < 3; axis += 1) {
        for (let i = 0; i < 3; i += 1) {
          const origin = joints[joint + 12 + i]!
          to[at + i] = origin
          to[at + 3 + i] = origin + joints[joint + axis * 4 + i]! * length
        }
        at += 6
      }
    }
    this.#positions.needsUpdate = true
    this.object.visible = true
  }

  hide(): void {
    this.object.visible = false
  }

  dispose(): void {
    this.object.geometry.dispose()
    this.object.material.dispose()
  }
}
