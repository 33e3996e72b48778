import { ConeGeometry, CylinderGeometry, Group, Mesh, MeshBasicMaterial, Quaternion, Vector3 } from 'three'

/** The proportions of the axes of a `CoordsMarker`. */
const STEM_RADIUS = 0.01
const HEAD_RADIUS = 0.035
const HEAD_LENGTH = 0.12

const up = new Vector3(0, 1, 0)
const direction = new Vector3()
const turn = new Quaternion()

/** A stem that can be as long as one likes with a head that stays as it is. */
export class ArrowMark extends Group {
  readonly material = new MeshBasicMaterial({ toneMapped: false })
  readonly #stem = new Mesh(undefined, this.material)
  readonly #head = new Mesh(undefined, this.material)
  #length = 1

  constructor() {
    super()
    this.add(this.#stem, this.#head)
  }

  /** Makes both parts anew. */
  shape(headScale: number, segments: number): void {
    const pieces = Math.round(Math.min(Math.max(segments, 3), 64))
    this.#let()
    this.#stem.geometry = new CylinderGeometry(STEM_RADIUS, STEM_RADIUS, 1, pieces).translate(0, 0.5, 0)
    const length = HEAD_LENGTH * headScale
    this.#head.geometry = new ConeGeometry(HEAD_RADIUS * headScale, length, pieces).translate(0, length / 2, 0)
  }

  /** Points along a vector that is as long as the stem is to be. A vector of no length shows nothing. */
  point(vector: readonly number[]): void {
    direction.fromArray(vector)
    this.#length = direction.length()
    const isThere = this.#length > 0 && Number.isFinite(this.#length)
    this.#stem.visible = isThere
    this.#head.visible = isThere
    if (!isThere) return
    turn.setFromUnitVectors(up, direction.divideScalar(this.#length))
    this.#stem.quaternion.copy(turn)
    this.#stem.scale.set(1, this.#length, 1)
    this.#head.quaternion.copy(turn)
    this.#head.position.copy(direction).multiplyScalar(this.#length)
  }

  override dispose(): void {
    this.#let()
    this.material.dispose()
  }

  #let(): void {
    this.#stem.geometry.dispose()
    this.#head.geometry.dispose()
  }
}
