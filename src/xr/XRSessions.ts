import type { XRStore } from '@react-three/xr'
import { Listeners } from '../Listeners.ts'
import { sentenceOfEnterError } from './enterError.ts'
import type { XRMode } from './support.ts'

export interface XRSessionState {
  /** Whether the layer is in the canvas; before that no session can start. */
  readonly isMounted: boolean
  /** The mode that is running, or `null`. */
  readonly mode: XRMode | null
  /** `null` while none is running. */
  readonly visibility: XRVisibilityState | null
}

const START: XRSessionState = { isMounted: false, mode: null, visibility: null }

/** Enters and leaves immersive sessions, one at a time and any number of them in a row. */
export class XRSessions {
  readonly store: XRStore
  #requested: XRMode = 'immersive-vr'
  #state = START
  readonly #listeners = new Listeners()
  readonly #unsubscribe: () => void

  constructor(store: XRStore) {
    this.store = store
    this.#unsubscribe = store.subscribe(() => this.#follow())
  }

  readonly subscribe = this.#listeners.subscribe

  readonly getSnapshot = (): XRSessionState => this.#state

  /** The layer is in the canvas, until the returned function is called. */
  mount(): () => void {
    this.#change({ isMounted: true })
    return () => this.#change({ isMounted: false })
  }

  /**
   * Must be called within the person's click, and asks for the session before it returns: browsers refuse a request
   * that comes later. Rejects with an Error whose message is a sentence for that person.
   */
  async enter(mode: XRMode): Promise<void> {
    this.#requested = mode
    try {
      await this.store.enterXR(mode)
    } catch (error) {
      throw new Error(sentenceOfEnterError(mode, error), { cause: error })
    }
  }

  async exit(): Promise<void> {
    await this.store.getState().session?.end()
  }

  dispose(): void {
    this.#unsubscribe()
    this.#listeners.clear()
    this.store.destroy()
  }

  #follow(): void {
    const { session, visibilityState } = this.store.getState()
    const mode = session ? (this.#state.mode ?? this.#requested) : null
    const visibility = session ? (visibilityState ?? session.visibilityState) : null
    this.#change({ mode, visibility })
  }

  #change(part: Partial<XRSessionState>): void {
    const next = { ...this.#state, ...part }
    const { isMounted, mode, visibility } = this.#state
    if (next.isMounted === isMounted && next.mode === mode && next.visibility === visibility) return
    this.#state = next
    this.#listeners.notify()
  }
}
