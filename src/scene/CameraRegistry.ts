import type { PerspectiveCamera } from 'three'
import { VIEW_KEY } from '../../protocol/index.ts'
import { Listeners } from '../Listeners.ts'

/**
 * The cameras of the scene by key, the camera that the desktop looks through, and the keys under which the view itself
 * may be grabbed. Kept apart from R3F's own `camera`, which belongs to the headset while an XR session runs.
 */
export class CameraRegistry {
  readonly #cameras = new Map<string, PerspectiveCamera>()
  readonly #viewKeys = new Map<string, number>()
  readonly #listeners = new Listeners()
  #view: PerspectiveCamera | undefined

  register(key: string, camera: PerspectiveCamera): () => void {
    this.#cameras.set(key, camera)
    return () => {
      if (this.#cameras.get(key) === camera) this.#cameras.delete(key)
    }
  }

  get(key: string): PerspectiveCamera | undefined {
    return this.#cameras.get(key)
  }

  keys(): string[] {
    return [...this.#cameras.keys()]
  }

  /** Lets the view answer to one more key, until the returned function is called. */
  addViewKey(key: string): () => void {
    this.#viewKeys.set(key, (this.#viewKeys.get(key) ?? 0) + 1)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const left = (this.#viewKeys.get(key) ?? 1) - 1
      if (left > 0) this.#viewKeys.set(key, left)
      else this.#viewKeys.delete(key)
    }
  }

  isViewKey(key: string): boolean {
    return key === VIEW_KEY || this.#viewKeys.has(key)
  }

  /** The camera that the desktop looks through; it stays the same while a headset has its own. */
  get view(): PerspectiveCamera | undefined {
    return this.#view
  }

  setView(camera: PerspectiveCamera): void {
    if (this.#view === camera) return
    this.#view = camera
    this.#listeners.notify()
  }

  /** Calls back whenever the desktop looks through another camera. */
  readonly subscribe = this.#listeners.subscribe
}
