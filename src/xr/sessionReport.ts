import type { XRMode } from './support.ts'

/** What a session is and has: what the page shows of it and the script is told. */
export interface SessionReport {
  readonly mode: XRMode
  /** The space that poses are told in. */
  readonly referenceSpace: XRReferenceSpaceType
  /** The features that the browser granted; `null` where it does not say. */
  readonly granted: readonly string[] | null
  /** Those that were asked for and not granted, as far as the browser says. */
  readonly refused: readonly string[]
}

/** What becomes of one feature in a session. `late`: nobody asked for it when the session began. */
export type FeatureState = 'granted' | 'refused' | 'late' | 'unknown'

const asked = new WeakMap<XRSession, ReadonlySet<string>>()

/** Notes what a session was asked for, for {@link featureState}. */
export const noteAsked = (session: XRSession, features: Iterable<string>): void => {
  asked.set(session, new Set(features))
}

export function featureState(session: XRSession, feature: string): FeatureState {
  const { enabledFeatures } = session
  if (!enabledFeatures) return 'unknown'
  if (enabledFeatures.includes(feature)) return 'granted'
  return asked.get(session)?.has(feature) ? 'refused' : 'late'
}

export function reportOf(session: XRSession, mode: XRMode, referenceSpace: XRReferenceSpaceType): SessionReport {
  const { enabledFeatures } = session
  return {
    mode,
    referenceSpace,
    granted: enabledFeatures ? [...enabledFeatures] : null,
    refused: enabledFeatures ? [...(asked.get(session) ?? [])].filter((name) => !enabledFeatures.includes(name)) : [],
  }
}
