import { Box3, BufferGeometry, InstancedBufferAttribute, InstancedMesh, type Material, Sphere } from 'three'
import { colorPartsOf } from '../../../protocol/index.ts'
import { decodeVertexColors } from '../clouds/vertexColors.ts'
import type { RawProps } from '../View.ts'
import { moveTo, placementsOf } from './placements.ts'

const NAMES = ['matrices', 'positions', 'quaternions', 'scales', 'colors'] as const
/** How much more than it needs a buffer gets that had to grow. */
const SLACK = 1.25

/** A primitive in many places. Where they are is written into the same buffer as often as it comes. */
export class InstanceSet extends InstancedMesh<BufferGeometry, Material> {
  /** Hears what does not fit together, and `null` when all does. */
  onProblem: (problem: string | null) => void = () => {}
  #shown: readonly unknown[] = NAMES.map(() => undefined)
  /** Written here; the author’s own arrays are not. */
  #own: Float32Array | undefined
  /** The matrices on show are of positions, and of what may stand beside them. */
  #isComposed = false

  constructor() {
    super(new BufferGeometry(), undefined, 0)
    this.material.dispose()
  }

  /** What each instance looks like. The caller disposes of both. */
  wear(geometry: BufferGeometry, material: Material): void {
    material.onBeforeCompile = decodeVertexColors
    this.material = material
    if (this.geometry === geometry) return
    this.geometry = geometry
    this.boundingBox = null
    this.boundingSphere = null
  }

  /** False where something is of the wrong form. What has not changed is not looked at. */
  show(props: RawProps): boolean {
    const shown = this.#shown
    const wanted = NAMES.map((name) => props[name])
    if (wanted.every((value, index) => value === shown[index])) return true
    const isPlacedAnew = wanted.some((value, index) => index < 4 && value !== shown[index])
    const isOnlyMoved = wanted.every((value, index) => index === 1 || value === shown[index])
    this.#shown = wanted
    if (isOnlyMoved && this.#move(props.positions)) return true
    let problem: string | undefined
    if (isPlacedAnew) {
      const placements = placementsOf(props, this.#own)
      this.#isComposed = placements !== undefined && !('problem' in placements) && !placements.isShared
      if (!placements) return false
      if ('problem' in placements) problem = placements.problem
      this.#place('problem' in placements ? { matrices: new Float32Array(), isShared: true } : placements)
    }
    const colors = props.colors === undefined ? undefined : colorPartsOf(props.colors, [3, 4])
    const width = colors ? colors.length / this.count : 0
    const fits = width === 3 || width === 4
    if (colors && !fits && !problem) {
      problem = `colors: ${colors.length} numbers for ${this.count} instances: expected ${3 * this.count} or ${4 * this.count}`
    }
    this.#paint(colors && fits ? colors : undefined, width)
    this.onProblem(problem ?? null)
    return props.colors === undefined || colors !== undefined
  }

  override computeBoundingBox(): void {
    this.boundingBox = this.#bounds()
  }

  override computeBoundingSphere(): void {
    this.boundingSphere = this.#bounds().getBoundingSphere(new Sphere())
  }

  #move(positions: unknown): boolean {
    if (!this.#isComposed || !this.#own || !moveTo(positions, this.#own, this.count)) return false
    this.boundingBox = null
    this.boundingSphere = null
    this.instanceMatrix.addUpdateRange(0, 16 * this.count)
    this.instanceMatrix.needsUpdate = true
    return true
  }

  #place({ matrices, isShared }: { matrices: Float32Array; isShared: boolean }): void {
    const attribute = this.instanceMatrix
    const capacity = attribute.array.length
    this.count = matrices.length / 16
    this.boundingBox = null
    this.boundingSphere = null
    if (matrices.length > capacity) {
      this.#letGo()
      const length = capacity === 0 ? matrices.length : 16 * Math.ceil(this.count * SLACK)
      const array = length === matrices.length ? matrices : new Float32Array(length)
      if (array !== matrices) array.set(matrices)
      this.#own = array === matrices && isShared ? undefined : array
      this.instanceMatrix = new InstancedBufferAttribute(array, 16)
      return
    }
    if (isShared && matrices.length === capacity) {
      attribute.array = matrices
      attribute.clearUpdateRanges()
      this.#own = undefined
    } else {
      this.#own ??= new Float32Array(capacity)
      if (matrices.buffer !== this.#own.buffer) this.#own.set(matrices)
      attribute.array = this.#own
      attribute.addUpdateRange(0, matrices.length)
    }
    attribute.needsUpdate = true
  }

  #paint(colors: Uint8Array | Float32Array | undefined, width: number): void {
    const before = this.instanceColor
    if (!colors) {
      if (before) this.#letGo()
      this.instanceColor = null
      return
    }
    if (before && before.itemSize === width && before.array.constructor === colors.constructor) {
      if (before.array.length === colors.length) {
        before.array = colors
        before.needsUpdate = true
        return
      }
    }
    if (before) this.#letGo()
    this.instanceColor = new InstancedBufferAttribute(colors, width, colors instanceof Uint8Array)
  }

  /** Lets the buffers on the graphics card go; three.js makes those anew that are still there. */
  #letGo(): void {
    super.dispose()
  }

  #bounds(): Box3 {
    const { geometry, count } = this
    if (!geometry.boundingSphere) geometry.computeBoundingSphere()
    const { center, radius } = geometry.boundingSphere!
    const { x, y, z } = center
    const { array } = this.instanceMatrix
    let leastX = Infinity
    let leastY = Infinity
    let leastZ = Infinity
    let mostX = -Infinity
    let mostY = -Infinity
    let mostZ = -Infinity
    for (let at = 0; at < 16 * count; at += 16) {
      const reach = radius * Math.sqrt(Math.max(lengthSq(array, at), lengthSq(array, at + 4), lengthSq(array, at + 8)))
      const middleX = array[at]! * x + array[at + 4]! * y + array[at + 8]! * z + array[at + 12]!
      const middleY = array[at + 1]! * x + array[at + 5]! * y + array[at + 9]! * z + array[at + 13]!
      const middleZ = array[at + 2]! * x + array[at + 6]! * y + array[at + 10]! * z + array[at + 14]!
      leastX = Math.min(leastX, middleX - reach)
      leastY = Math.min(leastY, middleY - reach)
      leastZ = Math.min(leastZ, middleZ - reach)
      mostX = Math.max(mostX, middleX + reach)
      mostY = Math.max(mostY, middleY + reach)
      mostZ = Math.max(mostZ, middleZ + reach)
    }
    const box = new Box3()
    box.min.set(leastX, leastY, leastZ)
    box.max.set(mostX, mostY, mostZ)
    return box
  }
}

const lengthSq = (array: ArrayLike<number>, at: number) => {
  const x = array[at]!
  const y = array[at + 1]!
  const z = array[at + 2]!
  return x * x + y * y + z * z
}
