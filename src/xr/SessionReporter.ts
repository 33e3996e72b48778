import type { WebXRManager } from 'three'
import type { XRSessionValue } from '../../protocol/index.ts'
import type { Emit } from '../scene/emit.ts'
import type { SessionReport } from './sessionReport.ts'

type State = XRSessionValue['state']

/** Tells the script of each session of the headset, as XR_SESSION: at once, and never dropped. */
export class SessionReporter {
  readonly #manager: WebXRManager
  readonly #report: () => SessionReport | null
  readonly #emit: Emit
  #session: XRSession | null = null

  /** `report` is what the session has that is running, or ran last. */
  constructor(manager: WebXRManager, report: () => SessionReport | null, emit: Emit) {
    this.#manager = manager
    this.#report = report
    this.#emit = emit
  }

  /** Follows sessions until the returned function is called. */
  follow(): () => void {
    const manager = this.#manager
    manager.addEventListener('sessionstart', this.#onStart)
    manager.addEventListener('sessionend', this.#onEnd)
    this.#onStart()
    return () => {
      manager.removeEventListener('sessionstart', this.#onStart)
      manager.removeEventListener('sessionend', this.#onEnd)
      this.#watch(null)
    }
  }

  /** Somebody else listens now, who knows nothing of the session that runs. */
  announce(): void {
    if (!this.#session) return
    this.#say('started')
    // A session that has just started may be behind something already.
    if (this.#session.visibilityState !== 'visible') this.#say(this.#session.visibilityState)
  }

  readonly #onStart = (): void => {
    this.#watch(this.#manager.getSession())
    this.announce()
  }

  readonly #onEnd = (): void => {
    const hadSession = this.#session !== null
    this.#watch(null)
    if (hadSession) this.#say('ended')
  }

  readonly #onChange = (): void => {
    if (this.#session) this.#say(this.#session.visibilityState)
  }

  #watch(session: XRSession | null): void {
    this.#session?.removeEventListener('visibilitychange', this.#onChange)
    this.#session?.removeEventListener('frameratechange', this.#onChange)
    this.#session = session
    session?.addEventListener('visibilitychange', this.#onChange)
    session?.addEventListener('frameratechange', this.#onChange)
  }

  #say(state: State): void {
    const report = this.#report()
    if (!report) return
    const { mode, referenceSpace, granted, refused } = report
    const value: XRSessionValue = {
      state,
      mode,
      referenceSpace,
      frameRate: this.#session?.frameRate ?? null,
      frameRates: Array.from(this.#session?.supportedFrameRates ?? []),
      features: granted ? [...granted] : null,
      refused: [...refused],
    }
    this.#emit({ etype: 'XR_SESSION', value, capturedAt: Date.now() })
  }
}
