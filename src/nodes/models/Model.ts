import type { AnimationClip, Material, Mesh, Object3D, SkinnedMesh, Texture } from 'three'
import { clone } from 'three/addons/utils/SkeletonUtils.js'

/** What a format makes of a file. */
export interface Parsed {
  readonly object: Object3D
  readonly animations?: readonly AnimationClip[]
  /** The file says nothing of materials: those of `object` are stand-ins. */
  readonly isPlain?: boolean
}

/** A file that has been read. Nodes draw instances of it, which share its geometries and textures. */
export class Model {
  readonly animations: readonly AnimationClip[]
  readonly isPlain: boolean
  /** Names of files that it refers to and that did not come. */
  readonly missing: readonly string[]
  readonly #object: Object3D

  constructor({ object, animations = [], isPlain = false }: Parsed, missing: Iterable<string> = []) {
    this.#object = object
    this.animations = animations
    this.isPlain = isPlain
    this.missing = [...missing]
  }

  /** An object of its own with its own bones; materials are the model's until somebody gives it others. */
  instantiate(): Object3D {
    return clone(this.#object)
  }

  dispose(): void {
    disposeObject(this.#object)
  }
}

/** Frees what instances do not share. */
export function disposeInstance(object: Object3D): void {
  object.traverse((part) => {
    ;(part as SkinnedMesh).skeleton?.dispose()
  })
}

/** Frees geometries, materials and textures of everything below. */
export function disposeObject(object: Object3D): void {
  disposeInstance(object)
  object.traverse((part) => {
    const { geometry, material } = part as Mesh
    geometry?.dispose()
    for (const one of material ? [material].flat() : []) disposeMaterial(one)
  })
}

export function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) {
    const texture = value as Texture | null
    if (!texture?.isTexture) continue
    texture.dispose()
    ;(texture.image as ImageBitmap | undefined)?.close?.()
  }
  material.dispose()
}

/** Whether there is anything to see. */
export function isEmpty(object: Object3D): boolean {
  let found = false
  object.traverse((part) => {
    found ||= ((part as Mesh).geometry?.getAttribute('position')?.count ?? 0) > 0
  })
  return !found
}
