import { useLayoutEffect } from 'react'
import type { BufferGeometry } from 'three'
import { useScene } from '../scene/context.ts'

/** Geometries by name, shared between nodes that ask for the same one, and disposed with the last of them. */
export class GeometryCache {
  readonly #geometries = new Map<string, BufferGeometry>()
  readonly #users = new Map<BufferGeometry, number>()

  get size(): number {
    return this.#geometries.size
  }

  get(name: string, make: () => BufferGeometry): BufferGeometry {
    let geometry = this.#geometries.get(name)
    if (!geometry) {
      geometry = make()
      this.#geometries.set(name, geometry)
    }
    return geometry
  }

  /** Counts a user until the returned function is called. */
  retain(name: string, geometry: BufferGeometry): () => void {
    if (!this.#geometries.has(name)) this.#geometries.set(name, geometry)
    this.#users.set(geometry, (this.#users.get(geometry) ?? 0) + 1)
    return () => {
      const left = (this.#users.get(geometry) ?? 1) - 1
      if (left > 0) {
        this.#users.set(geometry, left)
        return
      }
      this.#users.delete(geometry)
      if (this.#geometries.get(name) === geometry) this.#geometries.delete(name)
      geometry.dispose()
    }
  }

  /** Lets go of what was made for a view that never came to be drawn. */
  dispose(): void {
    for (const [name, geometry] of this.#geometries) {
      if (this.#users.has(geometry)) continue
      this.#geometries.delete(name)
      geometry.dispose()
    }
  }
}

/** The shared geometry with this name, kept for as long as the component is mounted. */
export function useGeometry(name: string, make: () => BufferGeometry): BufferGeometry {
  const { geometries } = useScene()
  const geometry = geometries.get(name, make)
  useLayoutEffect(() => geometries.retain(name, geometry), [geometries, name, geometry])
  return geometry
}
