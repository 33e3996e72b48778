import type { Object3D, OrthographicCamera, PerspectiveCamera, WebGLRenderer, WebGLRenderTarget } from 'three'
import { VIEW_KEY } from '../../protocol/index.ts'
import { Listeners } from '../Listeners.ts'

/** A camera of the scene. */
export type SceneCameraObject = PerspectiveCamera | OrthographicCamera

/** A camera that can be grabbed from, and what its own pictures are like where they are not like the view’s. */
export interface RegisteredCamera {
  readonly camera: SceneCameraObject
  /** Width and height in pixels, before anything is divided, and whether there is a picture of depth beside it. */
  readonly picture?: () => { width: number; height: number; downsample: number; depth: boolean }
  /** Whether the page may show what it sees. */
  readonly preview?: () => boolean
}

/** What is drawn over the picture of the view: on the canvas, or into a target that has the same proportions. */
export interface ViewOverlay {
  /** Those of higher order are drawn later. */
  readonly order: number
  draw(gl: WebGLRenderer, target: WebGLRenderTarget | null): void
}

/**
 * The cameras of the scene by key, the camera that the desktop looks through, and the keys under which the view itself
 * may be grabbed. Kept apart from R3F's own `camera`, which belongs to the headset while an XR session runs.
 */
export class CameraRegistry {
  readonly #cameras = new Map<string, RegisteredCamera>()
  readonly #viewKeys = new Map<string, number>()
  readonly #beforeTheEyes = new Set<Object3D>()
  readonly #overlays = new Set<ViewOverlay>()
  readonly #listeners = new Listeners()
  readonly #movedByPerson = new WeakSet<SceneCameraObject>()
  #view: SceneCameraObject | undefined

  register(key: string, camera: SceneCameraObject, about: Omit<RegisteredCamera, 'camera'> = {}): () => void {
    const registered = { camera, ...about }
    this.#cameras.set(key, registered)
    this.#listeners.notify()
    return () => {
      if (this.#cameras.get(key) !== registered) return
      this.#cameras.delete(key)
      this.#listeners.notify()
    }
  }

  get(key: string): SceneCameraObject | undefined {
    return this.#cameras.get(key)?.camera
  }

  entry(key: string): RegisteredCamera | undefined {
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

  /** What hangs before the eyes is nothing that another camera sees, until the returned function is called. */
  addBeforeTheEyes(object: Object3D): () => void {
    this.#beforeTheEyes.add(object)
    return () => this.#beforeTheEyes.delete(object)
  }

  get beforeTheEyes(): ReadonlySet<Object3D> {
    return this.#beforeTheEyes
  }

  /** Has the picture of the view drawn over, until the returned function is called. */
  addOverlay(overlay: ViewOverlay): () => void {
    this.#overlays.add(overlay)
    return () => this.#overlays.delete(overlay)
  }

  /** In the order in which they are drawn. */
  get overlays(): readonly ViewOverlay[] {
    return [...this.#overlays].sort((a, b) => a.order - b.order)
  }

  /** The camera that the desktop looks through; it stays the same while a headset has its own. */
  get view(): SceneCameraObject | undefined {
    return this.#view
  }

  setView(camera: SceneCameraObject): void {
    if (this.#view === camera) return
    this.#view = camera
    this.#listeners.notify()
  }

  /** Somebody has moved this camera with mouse, finger or keys: from now on their view is not taken from them. */
  movedByPerson(camera: SceneCameraObject): void {
    this.#movedByPerson.add(camera)
  }

  wasMovedByPerson(camera: SceneCameraObject): boolean {
    return this.#movedByPerson.has(camera)
  }

  /** Calls back whenever the desktop looks through another camera, or a camera comes or goes. */
  readonly subscribe = this.#listeners.subscribe
}
