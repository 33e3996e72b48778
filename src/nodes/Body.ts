import { createContext } from 'react'
import { type BufferGeometry, Line, type Material, type Object3D } from 'three'

interface Parts {
  geometry: BufferGeometry
  material: Material
}

/** Something that is drawn with the geometry and the material that stand among its children. */
export class Body {
  readonly object: Object3D & Partial<Parts>
  readonly #own: Partial<Parts>

  constructor(object: Object3D & Partial<Parts>) {
    this.object = object
    this.#own = { ...(object.geometry && { geometry: object.geometry }), material: object.material! }
  }

  /** Puts it on, until the returned function is called. */
  wear<Name extends keyof Parts>(name: Name, part: Parts[Name]): () => void {
    Object.assign(this.object, { [name]: part })
    if (name === 'geometry' && this.object instanceof Line && !this.object.geometry.getIndex()) {
      this.object.computeLineDistances()
    }
    return () => {
      if (this.object[name] === part) Object.assign(this.object, { [name]: this.#own[name] })
    }
  }

  /** What it was made with, and what no child put on. */
  dispose(): void {
    this.#own.geometry?.dispose()
    this.#own.material?.dispose()
  }
}

/** The body around a node, if there is one. */
export const BodyContext = createContext<Body | null>(null)
