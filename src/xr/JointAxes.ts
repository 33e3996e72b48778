import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DynamicDrawUsage,
  LineBasicMaterial,
  LineSegments,
  type Matrix4,
} from 'three'
import { putOnInputLayer } from './inputLayer.ts'

const AXES = [new Color('#ff4040'), new Color('#40c040'), new Color('#4080ff')]
const NUMBERS_PER_JOINT = AXES.length * 2 * 3

/** The axes of some poses, of a hand's joints say: x red, y green, z blue, one draw call, rewritten in place each frame. */
export class JointAxes {
  readonly object: LineSegments<BufferGeometry, LineBasicMaterial>
  readonly #positions: BufferAttribute

  constructor(count: number) {
    this.#positions = new BufferAttribute(new Float32Array(count * NUMBERS_PER_JOINT), 3)
    this.#positions.setUsage(DynamicDrawUsage)
    const ofOne = AXES.flatMap((axis) => [...axis, ...axis])
    const colors = new Float32Array(count * NUMBERS_PER_JOINT).map((_, index) => ofOne[index % ofOne.length]!)
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', this.#positions)
    geometry.setAttribute('color', new BufferAttribute(colors, 3))
    this.object = new LineSegments(geometry, new LineBasicMaterial({ vertexColors: true }))
    this.object.visible = false
    this.object.matrixAutoUpdate = false
    // The bounds would have to be computed anew each frame, for something that is nearly always in view.
    this.object.frustumCulled = false
    putOnInputLayer(this.object)
  }

  /**
   * `joints` are matrices, column-major, in the reference space, and `length` in their unit, metres; `origin` is where
   * that space lies in the scene.
   */
  show(joints: Float32Array, length: number, origin: Matrix4): void {
    const to = this.#positions.array
    let at = 0
    for (let joint = 0; joint < joints.length; joint += 16) {
      for (let axis = 0; axis < 3; axis += 1) {
        for (let i = 0; i < 3; i += 1) {
          const start = joints[joint + 12 + i]!
          to[at + i] = start
          to[at + 3 + i] = start + joints[joint + axis * 4 + i]! * length
        }
        at += 6
      }
    }
    this.#positions.needsUpdate = true
    this.object.matrix.copy(origin)
    this.object.matrixWorldNeedsUpdate = true
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
