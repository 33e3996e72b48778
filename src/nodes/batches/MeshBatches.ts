import { type BufferGeometry, type Camera, type Material, Mesh, type Object3D, type Scene } from 'three'
import { lookOf } from './looks.ts'
import { MeshBatch } from './MeshBatch.ts'
import { nearestFirst } from './nearestFirst.ts'

type Plain = Mesh<BufferGeometry, Material>

/** Fewer equal meshes than this are drawn one by one. */
const LEAST = 16
/**
 * A batch is drawn whole, also what is behind the viewer. That is nothing beside a call for each mesh, as long as a mesh
 * has few triangles.
 */
const MOST_TRIANGLES = 2048
/** Metres from the origin. Farther out the single precision of a batch's matrices would be seen. */
const FARTHEST = 1000
const MESH_LAYERS = 1
/** After so many pictures the meshes of a batch are put in order again, by how near they are. */
const ORDERED_EVERY = 30

/**
 * Draws meshes that look alike with one call instead of one each, which is what bounds the number of nodes that a headset
 * can show. The meshes stay where they are in the scene, with their names, matrices and materials: pointers hit them,
 * scripts move and paint them, and whatever reads the scene finds them. Only three.js' question whether they are in
 * view is answered with no while a batch draws them.
 */
export class MeshBatches {
  readonly #groups = new Map<string, Group>()
  readonly #groupOf = new Map<Plain, Group | undefined>()
  readonly #changed = new Set<Plain>()

  /** How many batches are drawn at present. */
  get size(): number {
    let size = 0
    for (const { batch } of this.#groups.values()) if (batch) size += 1
    return size
  }

  /** Offers a mesh, until the returned function is called. Whether it can be drawn with others is decided here. */
  offer(mesh: Mesh): () => void {
    const plain = mesh as Plain
    this.#groupOf.set(plain, undefined)
    this.#changed.add(plain)
    return () => {
      this.#leave(plain)
      this.#groupOf.delete(plain)
      this.#changed.delete(plain)
    }
  }

  /** The geometry, the look or the shadows of a mesh may be others now. */
  changed(mesh: Mesh): void {
    if (this.#groupOf.has(mesh as Plain)) this.#changed.add(mesh as Plain)
  }

  /** Puts the batches into the scene as the meshes are now. Call it when world matrices are right, before drawing. */
  prepare(scene: Scene, camera: Camera): void {
    for (const mesh of this.#changed) this.#sort(mesh)
    this.#changed.clear()
    for (const [key, group] of this.#groups) {
      if (group.meshes.size === 0) {
        group.end()
        this.#groups.delete(key)
      } else group.prepare(scene, camera)
    }
  }

  /** Gives every mesh back to three.js. */
  dispose(): void {
    for (const group of this.#groups.values()) group.end()
    this.#groups.clear()
  }

  #sort(mesh: Plain): void {
    const key = keyOf(mesh)
    const before = this.#groupOf.get(mesh)
    if (before?.key === key) return
    this.#leave(mesh)
    if (key === undefined) return
    let group = this.#groups.get(key)
    if (!group) {
      group = new Group(key)
      this.#groups.set(key, group)
    }
    group.add(mesh)
    this.#groupOf.set(mesh, group)
  }

  #leave(mesh: Plain): void {
    this.#groupOf.get(mesh)?.remove(mesh)
    this.#groupOf.set(mesh, undefined)
    drawAlone(mesh)
  }
}

/** Meshes that can be drawn together. */
class Group {
  readonly key: string
  readonly meshes = new Set<Plain>()
  batch: MeshBatch | undefined
  #ordered: readonly Plain[] = []
  #age = ORDERED_EVERY

  constructor(key: string) {
    this.key = key
  }

  add(mesh: Plain): void {
    this.meshes.add(mesh)
    this.#age = ORDERED_EVERY
  }

  remove(mesh: Plain): void {
    this.meshes.delete(mesh)
    this.#age = ORDERED_EVERY
  }

  prepare(scene: Scene, camera: Camera): void {
    if (this.meshes.size < LEAST) {
      this.end()
      return
    }
    if (this.#age >= ORDERED_EVERY) {
      this.#ordered = nearestFirst(this.meshes, this.meshes.size, camera)
      this.#age = 0
    }
    this.#age += 1
    const batch = this.#batchFor(this.#ordered[0]!, scene)
    batch.begin(this.meshes.size)
    // Most of them have the same parent.
    let parent: Object3D | null = null
    let isParentDrawn = false
    for (const mesh of this.#ordered) {
      if (mesh.parent !== parent) {
        parent = mesh.parent
        isParentDrawn = isDrawnIn(scene, parent)
      }
      if (isParentDrawn && mesh.visible && isPlain(mesh, batch) && batch.include(mesh)) drawTogether(mesh)
      else drawAlone(mesh)
    }
    batch.finish()
  }

  end(): void {
    if (!this.batch) return
    for (const mesh of this.meshes) drawAlone(mesh)
    this.batch.removeFromParent()
    this.batch.end()
    this.batch = undefined
  }

  #batchFor(model: Plain, scene: Scene): MeshBatch {
    if (this.batch?.parent === scene) return this.batch
    this.end()
    this.batch = new MeshBatch(model)
    scene.add(this.batch)
    return this.batch
  }
}

/** Meshes with the same key differ in nothing but place and colour. */
function keyOf({ geometry, material, castShadow, receiveShadow }: Plain): string | undefined {
  const look = lookOf(material)
  if (look === undefined) return undefined
  const corners = geometry.index?.count ?? geometry.getAttribute('position')?.count ?? 0
  if (corners > 3 * MOST_TRIANGLES || Object.keys(geometry.morphAttributes).length > 0) return undefined
  return `${geometry.id} ${castShadow} ${receiveShadow} ${look}`
}

/** What changes without React, and what somebody else may have done to the mesh. */
function isPlain(mesh: Plain, batch: MeshBatch): boolean {
  const { geometry, material, renderOrder, layers, frustumCulled, matrixWorld } = mesh
  const { elements } = matrixWorld
  return (
    geometry === batch.geometry &&
    material.transparent === false &&
    lookOf(material) !== undefined &&
    renderOrder === 0 &&
    layers.mask === MESH_LAYERS &&
    frustumCulled &&
    Math.abs(elements[12]) < FARTHEST &&
    Math.abs(elements[13]) < FARTHEST &&
    Math.abs(elements[14]) < FARTHEST
  )
}

/** All the way up to the scene: shown, and in the order in which the scene draws anyway. */
function isDrawnIn(scene: Scene, parent: Object3D | null): boolean {
  for (let object = parent; object; object = object.parent) {
    if (object === scene) return true
    if (!object.visible || object.renderOrder !== 0) return false
  }
  return false
}

const never = () => false

function drawTogether(mesh: Plain): void {
  if (mesh.intersectsFrustum !== never) mesh.intersectsFrustum = never
}

function drawAlone(mesh: Plain): void {
  if (mesh.intersectsFrustum === never) mesh.intersectsFrustum = Mesh.prototype.intersectsFrustum
}
