import type { FeatureMissing } from '../../protocol/index.ts'
import { AR_FEATURES } from './featureNeeds.ts'
import { featureState } from './sessionReport.ts'

/** What a node may need of the browser, by the name under which WebXR knows it. */
export type NeededFeature = keyof typeof NOUNS

const NOUNS = {
  'hand-tracking': 'joints of the hands',
  'body-tracking': 'joints of the body',
  'mesh-detection': 'meshes of the room',
  'plane-detection': 'planes of the room',
  'hit-test': 'hit tests',
  anchors: 'anchors',
  'depth-sensing': 'depth of the room',
  'light-estimation': 'estimate of the light',
} as const

/** A browser without AR need not say how it blends. */
const isVR = (session: XRSession): boolean => (session.environmentBlendMode ?? 'opaque') === 'opaque'

/**
 * What one node knows about the feature that it needs, session by session. Says once in each session that it is missing,
 * and with `null` that this is over.
 */
export class FeatureWatch {
  readonly #feature: NeededFeature
  readonly #say: (missing: FeatureMissing | null) => void
  #missing: FeatureMissing | null = null
  /** What could be missing only because this is VR. */
  #isBeyondVR = false

  constructor(feature: NeededFeature, say: (missing: FeatureMissing | null) => void) {
    this.#feature = feature
    this.#say = say
  }

  /** What is the matter in this session; `null` while nothing is known to be. */
  get missing(): FeatureMissing | null {
    return this.#missing
  }

  /** Whether it is worth asking the browser: it has not said no. */
  get isUsable(): boolean {
    return this.#missing === null || this.#missing.reason === 'failed'
  }

  /** A session runs. */
  start(session: XRSession): void {
    this.end()
    this.#isBeyondVR = isVR(session) && AR_FEATURES.has(this.#feature)
    const state = featureState(session, this.#feature)
    if (state === 'granted') return
    // In VR nobody asks for it, so it is not there, also where the browser does not say so.
    if (this.#isBeyondVR) this.#miss('vr')
    else if (state !== 'unknown') this.#miss(state)
  }

  /** The session's frames tell nothing of it, though the browser did not say that they would not. */
  refused(): void {
    this.#miss(this.#isBeyondVR ? 'vr' : 'refused')
  }

  /** What was asked of the browser went wrong; `detail` is its reason. The first trouble of a session stays. */
  fail(detail: string): void {
    this.#miss('failed', detail)
  }

  /** What had failed works now. */
  works(): void {
    if (this.#missing?.reason === 'failed') this.end()
  }

  /** Somebody else listens now, who has not heard it. */
  again(): void {
    if (this.#missing) this.#say(this.#missing)
  }

  /** The session is over. */
  end(): void {
    if (!this.#missing) return
    this.#missing = null
    this.#say(null)
  }

  #miss(reason: FeatureMissing['reason'], detail = ''): void {
    if (this.#missing) return
    this.#missing = { feature: this.#feature, reason, message: this.#sentence(reason, detail) }
    this.#say(this.#missing)
  }

  #sentence(reason: FeatureMissing['reason'], detail: string): string {
    const noun = NOUNS[this.#feature]
    switch (reason) {
      case 'vr':
        return `${noun}: only in AR, and this is VR`
      case 'late':
        return `${noun}: this session began without it; leave and enter again`
      case 'refused':
        return `${noun}: not given to this session by device or browser (${this.#feature})`
      case 'failed':
        return `${noun}: ${detail}`
      default:
        return reason satisfies never
    }
  }
}
