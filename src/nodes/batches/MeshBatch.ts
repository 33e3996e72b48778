import {
  type BufferGeometry,
  type Color,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type Material,
  type Mesh,
  Sphere,
  Vector3,
} from 'three'
import { letRaysThrough } from '../letRaysThrough.ts'

type Colored = Material & { color?: Color }

/** How many more places than it needs a batch gets, so that the next mesh does not make it grow. */
const SLACK = 1.5

/** Draws many meshes of one geometry and one look at once: each in its own place and in its own colour. */
export class MeshBatch extends InstancedMesh<BufferGeometry, Material> {
  #capacity = 0
  #isMoved = false
  #isRecolored = false

  /** As `model` looks, whose colour it leaves to each mesh. Its geometry stays the model's own. */
  constructor(model: Mesh<BufferGeometry, Colored>) {
    super(model.geometry, makeMaterial(model.material), 0)
    this.castShadow = model.castShadow
    this.receiveShadow = model.receiveShadow
    // The meshes themselves answer pointers, and the batch is wherever any of them is.
    letRaysThrough(this)
    this.frustumCulled = false
    this.boundingSphere = new Sphere(new Vector3(), Number.POSITIVE_INFINITY)
    this.matrixAutoUpdate = false
    this.userData.isBatch = true
  }

  /** Begins a new picture of at most `most` meshes. */
  begin(most: number): void {
    this.count = 0
    this.#isMoved = false
    this.#isRecolored = false
    if (most > this.#capacity) this.#grow(most)
  }

  /** Adds a mesh to the picture. False where this cannot draw it: its own place turns it inside out. */
  include({ matrixWorld, material }: Mesh<BufferGeometry, Colored>): boolean {
    const { elements } = matrixWorld
    const { array } = this.instanceMatrix
    const at = 16 * this.count
    if (!isAt(array, at, elements)) {
      if (matrixWorld.determinant() < 0) return false
      for (let index = 0; index < 16; index += 1) array[at + index] = elements[index]!
      this.#isMoved = true
    }
    if (material.color && this.instanceColor) this.#paint(material.color, this.instanceColor.array)
    this.count += 1
    return true
  }

  /** Has the graphics card told of what is different from the picture before. */
  finish(): void {
    if (this.#isMoved) renew(this.instanceMatrix, 16 * this.count)
    if (this.#isRecolored && this.instanceColor) renew(this.instanceColor, 3 * this.count)
  }

  /** Lets the graphics card's memory go, and the material; the geometry belongs to the meshes. */
  end(): void {
    this.material.dispose()
    this.dispose()
  }

  #paint({ r, g, b }: Color, array: Float32Array | ArrayLike<number>): void {
    const colors = array as Float32Array
    const at = 3 * this.count
    const isSame =
      colors[at] === Math.fround(r) && colors[at + 1] === Math.fround(g) && colors[at + 2] === Math.fround(b)
    if (isSame) return
    colors[at] = r
    colors[at + 1] = g
    colors[at + 2] = b
    this.#isRecolored = true
  }

  #grow(most: number): void {
    // What three.js has on the graphics card goes; the new arrays are sent with the next picture.
    if (this.#capacity > 0) this.dispose()
    this.#capacity = Math.ceil(most * SLACK)
    this.instanceMatrix = dynamic(this.#capacity, 16)
    if ((this.material as Colored).color) this.instanceColor = dynamic(this.#capacity, 3)
    this.#isMoved = true
    this.#isRecolored = true
  }
}

/** Whether the matrix stands there already, in single precision. */
function isAt(array: ArrayLike<number>, at: number, elements: readonly number[]): boolean {
  for (let index = 0; index < 16; index += 1) {
    if (array[at + index] !== Math.fround(elements[index]!)) return false
  }
  return true
}

function makeMaterial(model: Colored): Material {
  const material = model.clone() as Colored
  material.color?.set('#ffffff')
  material.opacity = 1
  return material
}

function dynamic(count: number, size: number): InstancedBufferAttribute {
  const attribute = new InstancedBufferAttribute(new Float32Array(count * size), size)
  return attribute.setUsage(DynamicDrawUsage)
}

function renew(attribute: InstancedBufferAttribute, length: number): void {
  attribute.clearUpdateRanges()
  attribute.addUpdateRange(0, length)
  attribute.needsUpdate = true
}
