import type { Scene, WebGLRenderer } from 'three'
import { VIEW_KEY } from '../../protocol/index.ts'
import type { CameraRegistry } from '../scene/CameraRegistry.ts'
import type { LiveScene } from '../scene/LiveScene.ts'
import type { PictureTaker } from './PictureTaker.ts'

/** What is needed of the stage to draw it once more. */
export interface GrabbableView {
  gl: WebGLRenderer
  scene: Scene
  /** Width and height of the desktop's picture in device pixels, also while a headset has the canvas. */
  size(): { width: number; height: number }
  dpr: number
  /** Resolves when all that has come so far is mounted and was drawn: at once, if nothing has come since the last frame. */
  settled(): Promise<void>
  /** Resolves after the next frame that was drawn, or soon if the page draws none because it is hidden. */
  nextFrame(): Promise<void>
  /** Mounts and puts to use what has come, and is not drawn yet. */
  catchUp(): void
}

/**
 * Answers GRAB_RENDER: draws what the view, the head or a camera of the scene sees, with everything in it that came
 * before the question. Pictures are drawn one after the other, and what takes them is loaded with the first.
 */
export class GrabRender {
  readonly #live: LiveScene
  readonly #cameras: CameraRegistry
  #taker: Promise<PictureTaker> | undefined
  #view: GrabbableView | undefined
  /** Questions that came before there was anything to see. */
  readonly #waiting = new Set<(view: GrabbableView) => void>()
  /** The last one that was asked for. */
  #answered: Promise<unknown> = Promise.resolve()
  /** When the next one may begin. */
  #ready: Promise<unknown> = Promise.resolve()

  constructor(live: LiveScene, cameras: CameraRegistry) {
    this.#live = live
    this.#cameras = cameras
  }

  attach(view: GrabbableView): () => void {
    this.#view = view
    for (const take of this.#waiting) take(view)
    this.#waiting.clear()
    return () => {
      if (this.#view === view) this.#view = undefined
    }
  }

  /** The value of the answer. Never rejects: what went wrong is an answer too. */
  answer(data: Record<string, unknown>, key: string = VIEW_KEY): Promise<unknown> {
    let drawn = () => {}
    const isDrawn = new Promise<void>((resolve) => {
      drawn = resolve
    })
    const before = this.#answered
    const answered = this.#ready.then(() => this.#take(data, key, drawn)).catch(failure)
    this.#answered = answered
    // While one is encoded the next is drawn, and no third waits with all its pixels.
    this.#ready = Promise.all([before, Promise.race([isDrawn, answered])])
    return answered
  }

  async #take(data: Record<string, unknown>, key: string, drawn: () => void): Promise<unknown> {
    this.#taker ??= this.#load()
    const taker = await this.#taker
    const view = this.#view ?? new Promise<GrabbableView>((resolve) => this.#waiting.add(resolve))
    return taker.take(data, key, Promise.resolve(view), drawn)
  }

  async #load(): Promise<PictureTaker> {
    try {
      const { PictureTaker } = await import('./PictureTaker.ts')
      return new PictureTaker(this.#live, this.#cameras)
    } catch (error) {
      // The network may be there again for the next question.
      this.#taker = undefined
      throw error
    }
  }
}

function failure(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message: string }
  return { error: { code: typeof code === 'string' ? code : 'GRAB_FAILED', message } }
}
