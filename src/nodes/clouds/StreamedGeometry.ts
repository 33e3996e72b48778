import { Box3, BufferAttribute, BufferGeometry, Float16BufferAttribute, Sphere, type TypedArray } from 'three'
import { boundsOf } from './boundsOf.ts'

/** One of a geometry’s buffers, as it is to be. The array is used as it is and never written. */
export interface BufferPart {
  readonly array: TypedArray
  readonly itemSize: number
  /** Bytes that mean 0 to 1. */
  readonly normalized?: boolean
  /** 16 bits that are a number of half precision. */
  readonly isHalf?: boolean
}

/** Buffers by the names that three.js gives them; `position` is always there. */
export interface BufferParts {
  readonly position: BufferPart
  readonly index?: BufferPart | undefined
  readonly color?: BufferPart | undefined
  readonly normal?: BufferPart | undefined
  readonly uv?: BufferPart | undefined
}

/** How much more than it needs a buffer gets that had to grow: what grew once grows again. */
const SLACK = 1.25
/** A buffer of which less than this part is used makes way for a smaller one. */
const LEAST_USE = 1 / 8

/** A geometry whose buffers are written again and again, and used again for as long as what comes fits. */
export class StreamedGeometry extends BufferGeometry {
  /** Names of attributes whose array was made here and may be written. */
  readonly #owned = new Set<string>()

  constructor(parts: BufferParts, slack = 1) {
    super()
    for (const [name, part] of Object.entries(parts) as [string, BufferPart | undefined][]) {
      if (!part) continue
      const capacity = part.itemSize * Math.ceil((part.array.length / part.itemSize) * slack)
      const attribute = attributeFor(part, capacity === part.array.length ? part.array : sized(part.array, capacity))
      if (name === 'index') this.setIndex(attribute)
      else this.setAttribute(name, attribute)
      if (capacity !== part.array.length) {
        this.#owned.add(name)
        attribute.array.set(part.array)
      }
    }
    this.#draw(parts)
  }

  /** A plain geometry of the same buffers. */
  override clone(): this {
    return new BufferGeometry().copy(this) as this
  }

  /** Writes all buffers. False if they do not fit: another number of buffers, another kind of numbers, too many. */
  write(parts: BufferParts): boolean {
    const entries = Object.entries(parts).filter(([, part]) => part) as [string, BufferPart][]
    if (entries.length !== Object.keys(this.attributes).length + (this.index ? 1 : 0)) return false
    if (!entries.every(([name, part]) => fits(this.#attribute(name), part))) return false
    for (const [name, part] of entries) this.#fill(name, this.#attribute(name)!, part)
    this.#draw(parts)
    return true
  }

  /** Of what is drawn; three.js’ own would read the room that is left, too. */
  override computeBoundingBox(): void {
    this.boundingBox = boundsOf(this.getAttribute('position') as BufferAttribute, this.#vertexCount, new Box3())
  }

  override computeBoundingSphere(): void {
    if (!this.boundingBox) this.computeBoundingBox()
    this.boundingSphere = this.boundingBox!.getBoundingSphere(new Sphere())
  }

  #vertexCount = 0

  #draw({ position, index }: BufferParts): void {
    this.#vertexCount = position.array.length / position.itemSize
    this.setDrawRange(0, index ? index.array.length : this.#vertexCount)
    this.boundingBox = null
    this.boundingSphere = null
  }

  #attribute(name: string): BufferAttribute | undefined {
    return (name === 'index' ? (this.index ?? undefined) : this.attributes[name]) as BufferAttribute | undefined
  }

  #fill(name: string, attribute: BufferAttribute, { array }: BufferPart): void {
    if (attribute.array === array) return
    if (attribute.array.length === array.length) {
      attribute.array = array
      this.#owned.delete(name)
      attribute.clearUpdateRanges()
    } else {
      if (!this.#owned.has(name)) attribute.array = sized(array, attribute.array.length)
      this.#owned.add(name)
      attribute.array.set(array)
      attribute.addUpdateRange(0, array.length)
    }
    attribute.needsUpdate = true
  }
}

/** Shows these buffers: in the geometry that is there, or in a new one, and the old one is let go. */
export function showParts(object: { geometry: BufferGeometry }, parts: BufferParts): void {
  const before = object.geometry
  if (before instanceof StreamedGeometry && before.write(parts)) return
  const grows =
    before instanceof StreamedGeometry && parts.position.array.length > before.getAttribute('position').array.length
  object.geometry = new StreamedGeometry(parts, grows ? SLACK : 1)
  before.dispose()
}

function fits(attribute: BufferAttribute | undefined, { array, itemSize, isHalf = false }: BufferPart): boolean {
  if (!attribute || attribute.itemSize !== itemSize) return false
  if (attribute.array.constructor !== array.constructor) return false
  if (attribute instanceof Float16BufferAttribute !== isHalf) return false
  const capacity = attribute.array.length
  return array.length <= capacity && array.length >= capacity * LEAST_USE
}

function attributeFor({ itemSize, normalized = false, isHalf }: BufferPart, array: TypedArray): BufferAttribute {
  // Its constructor makes another array out of what it is given: the bits are put in afterwards.
  const attribute = isHalf ? new Float16BufferAttribute([], itemSize) : new BufferAttribute(array, itemSize, normalized)
  if (isHalf) Object.assign(attribute, { array, count: array.length / itemSize })
  return attribute
}

const sized = (array: TypedArray, length: number): TypedArray =>
  new (array.constructor as new (length: number) => TypedArray)(length)
