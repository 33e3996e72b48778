import type { XRStore } from '@react-three/xr'
import type { WebXRManager } from 'three'
import { Listeners } from '../Listeners.ts'
import { sentenceOfEnterError } from './enterError.ts'
import { setFrameRate } from './frameRate.ts'
import { availableSpace, FloorAlignment } from './referenceSpace.ts'
import { leastInit, sessionInit } from './sessionInit.ts'
import { noteAsked, reportOf, type SessionReport } from './sessionReport.ts'
import type { SessionWishes } from './sessionSettings.ts'
import type { XRMode } from './support.ts'

export interface XRSessionState {
  /** Whether the layer is in the canvas; before that no session can start. */
  readonly isMounted: boolean
  /** The mode that is running, or `null`. */
  readonly mode: XRMode | null
  /** `null` while none is running. */
  readonly visibility: XRVisibilityState | null
  /** What the session has that is running, or ran last. */
  readonly report: SessionReport | null
  /** How many sessions have begun. */
  readonly begun: number
}

export interface XRSessionsOptions {
  /** How a session of this mode is to be, asked for at the click. */
  wishes(mode: XRMode): SessionWishes
  /** Where sessions come from; the browser's by default. */
  system?(): Pick<XRSystem, 'requestSession'> | undefined
}

const START: XRSessionState = { isMounted: false, mode: null, visibility: null, report: null, begun: 0 }

/** Enters and leaves immersive sessions, one at a time and any number of them in a row. */
export class XRSessions {
  readonly store: XRStore
  readonly #options: XRSessionsOptions
  #state = START
  #manager: WebXRManager | undefined
  #alignment: FloorAlignment | undefined
  #entering: Promise<void> | undefined
  readonly #listeners = new Listeners()
  readonly #announcers = new Listeners()
  readonly #unsubscribe: () => void

  constructor(store: XRStore, options: XRSessionsOptions) {
    this.store = store
    this.#options = options
    this.#unsubscribe = store.subscribe(() => this.#follow())
  }

  readonly subscribe = this.#listeners.subscribe

  readonly getSnapshot = (): XRSessionState => this.#state

  /** The layer is in the canvas, and draws with this manager, until the returned function is called. */
  mount(manager: WebXRManager): () => void {
    this.#manager = manager
    this.#alignment = new FloorAlignment(manager)
    this.#change({ isMounted: true })
    return () => {
      this.#manager = undefined
      this.#alignment = undefined
      this.#change({ isMounted: false })
    }
  }

  /**
   * Must be called within the person's click, and asks for the session before it returns: browsers refuse a request
   * that comes later. Rejects with an Error whose message is a sentence for that person. A second click while the first
   * is being answered is part of it.
   */
  enter(mode: XRMode): Promise<void> {
    this.#entering ??= this.#enter(mode)
      .catch((error: unknown) => {
        throw new Error(sentenceOfEnterError(mode, error), { cause: error })
      })
      .finally(() => {
        this.#entering = undefined
      })
    return this.#entering
  }

  async exit(): Promise<void> {
    await this.#manager?.getSession()?.end()
  }

  /** Settings have changed: what can change while a session runs, does. */
  tune(): void {
    const session = this.#manager?.getSession()
    const { report } = this.#state
    if (!session || !report) return
    const { settings } = this.#options.wishes(report.mode)
    this.#manager?.setFoveation(settings.foveation)
    void setFrameRate(session, settings.frameRate)
  }

  /** Once a frame, before anything reads it. */
  frame(frame: XRFrame): void {
    this.#alignment?.frame(frame)
  }

  /** Whoever tells the script of sessions hears here that another one listens now. */
  readonly subscribeAnnouncements = this.#announcers.subscribe

  announce(): void {
    this.#announcers.notify()
  }

  dispose(): void {
    this.#unsubscribe()
    this.#listeners.clear()
    this.#announcers.clear()
    this.store.destroy()
  }

  async #enter(mode: XRMode): Promise<void> {
    const manager = this.#manager
    const system = this.#options.system ? this.#options.system() : navigator.xr
    if (!manager || !system) throw new Error('the page is not ready')
    const wishes = this.#options.wishes(mode)
    const { settings } = wishes
    const init = sessionInit(wishes)
    // Nothing may be awaited before this line: the click would be over.
    const session = await system.requestSession(mode, init).catch((error: unknown) => {
      if (!isAboutFeatures(error)) throw error
      return system.requestSession(mode, leastInit())
    })
    noteAsked(session, init.optionalFeatures ?? [])
    try {
      const referenceSpace = await availableSpace(session, settings.referenceSpace)
      manager.setReferenceSpaceType(referenceSpace)
      manager.setFramebufferScaleFactor(settings.framebufferScale)
      manager.setFoveation(settings.foveation)
      if (referenceSpace === 'unbounded') await this.#alignment?.begin(session)
      else this.#alignment?.end()
      // Before the session is everybody's: whoever hears that it started reads this.
      this.#change({ report: reportOf(session, mode, referenceSpace), begun: this.#state.begun + 1 })
      await manager.setSession(session)
    } catch (error) {
      await session.end().catch(() => {})
      throw error
    }
    void setFrameRate(session, settings.frameRate)
  }

  #follow(): void {
    const { session, visibilityState } = this.store.getState()
    const mode = session ? (this.#state.report?.mode ?? null) : null
    const visibility = session ? (visibilityState ?? session.visibilityState) : null
    this.#change({ mode, visibility })
  }

  #change(part: Partial<XRSessionState>): void {
    const next = { ...this.#state, ...part }
    const names = Object.keys(next) as (keyof XRSessionState)[]
    if (names.every((name) => next[name] === this.#state[name])) return
    this.#state = next
    this.#listeners.notify()
  }
}

/** A name among the features that the browser does not know: the specification says to pass over it, not all do. */
const isAboutFeatures = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TypeError' || error.name === 'NotSupportedError')
