import { BufferAttribute, BufferGeometry, DynamicDrawUsage, LineBasicMaterial, LineSegments, type Matrix4 } from 'three'
import { type BodyJoint, bodyJointIndex } from '../../protocol/index.ts'
import { putOnInputLayer } from './inputLayer.ts'

const leg = (side: 'left' | 'right'): BodyJoint[] => [
  'hips',
  `${side}-upper-leg`,
  `${side}-lower-leg`,
  `${side}-foot-ankle`,
  `${side}-foot-subtalar`,
  `${side}-foot-transverse`,
  `${side}-foot-ball`,
]
const arm = (side: 'left' | 'right'): BodyJoint[] => [
  'chest',
  `${side}-shoulder`,
  `${side}-arm-upper`,
  `${side}-arm-lower`,
  `${side}-hand-palm`,
]

/** Lines from joint to joint. Twist joints and scapulae lie beside them and have none. */
const CHAINS: readonly (readonly BodyJoint[])[] = [
  ['hips', 'spine-lower', 'spine-middle', 'spine-upper', 'chest', 'neck', 'head'],
  arm('left'),
  arm('right'),
  leg('left'),
  leg('right'),
]
const ENDS: readonly number[] = CHAINS.flatMap((chain) =>
  chain.slice(1).flatMap((joint, index) => [bodyJointIndex(chain[index]!) * 16 + 12, bodyJointIndex(joint) * 16 + 12]),
)

/** A tracked body as lines, one draw call, rewritten in place each frame. */
export class BodyBones {
  readonly object: LineSegments<BufferGeometry, LineBasicMaterial>
  readonly #positions = new BufferAttribute(new Float32Array(ENDS.length * 3), 3)

  constructor() {
    this.#positions.setUsage(DynamicDrawUsage)
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', this.#positions)
    this.object = new LineSegments(geometry, new LineBasicMaterial({ color: '#f4f5f7' }))
    this.object.visible = false
    this.object.matrixAutoUpdate = false
    this.object.frustumCulled = false
    putOnInputLayer(this.object)
  }

  /** `body` is 33 matrices, column-major, in the reference space; `origin` is where that space lies in the scene. */
  show(body: Float32Array, origin: Matrix4): void {
    const to = this.#positions.array
    for (let end = 0; end < ENDS.length; end += 1) {
      const from = ENDS[end]!
      for (let i = 0; i < 3; i += 1) to[end * 3 + i] = body[from + i]!
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
