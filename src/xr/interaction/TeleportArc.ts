import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  Group,
  Line,
  LineBasicMaterial,
  type Matrix4,
  Mesh,
  MeshBasicMaterial,
  RingGeometry,
  type Vector3,
} from 'three'
import { putOnInputLayer } from '../inputLayer.ts'
import { ARC_POINTS, writeArc } from './landing.ts'

const CAN_LAND = '#7fc4ff'
const CANNOT_LAND = '#ff5050'
/** Above the floor, so that the two are not drawn through each other. Metres. */
const LIFT = 0.01

/** The arc to where a teleport leads, and a ring on the floor there. In the world frame, seen in the headset only. */
export class TeleportArc {
  readonly object = new Group()
  readonly #points = new BufferAttribute(new Float32Array(ARC_POINTS * 3), 3)
  readonly #arc = new Line(new BufferGeometry(), new LineBasicMaterial())
  readonly #ring = new Mesh(
    new RingGeometry(0.18, 0.25, 32).rotateX(-Math.PI / 2),
    new MeshBasicMaterial({ color: CAN_LAND, transparent: true, opacity: 0.8 }),
  )

  constructor() {
    this.#points.setUsage(DynamicDrawUsage)
    this.#arc.geometry.setAttribute('position', this.#points)
    this.#arc.frustumCulled = false
    this.object.add(this.#arc, this.#ring)
    this.object.visible = false
    putOnInputLayer(this.object)
  }

  show(ray: Matrix4, landing: Vector3 | null): void {
    writeArc(ray, this.#points.array as Float32Array)
    this.#points.needsUpdate = true
    this.#arc.material.color.set(landing ? CAN_LAND : CANNOT_LAND)
    this.#ring.visible = landing !== null
    if (landing) this.#ring.position.set(landing.x, landing.y + LIFT, landing.z)
    this.object.visible = true
  }

  hide(): void {
    this.object.visible = false
  }

  dispose(): void {
    for (const part of [this.#arc, this.#ring]) {
      part.geometry.dispose()
      part.material.dispose()
    }
  }
}
