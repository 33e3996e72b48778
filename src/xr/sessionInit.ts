import { FEATURE_INIT } from './featureNeeds.ts'
import type { SessionWishes } from './sessionSettings.ts'

/** What drawing and poses rest on. They ask nobody for anything. */
const BASE = ['local-floor', 'layers']

/**
 * What a session is asked for. Everything is optional, because a feature that is refused must keep nobody out; what was
 * granted is told afterwards.
 */
export function sessionInit({ settings, needed }: SessionWishes): XRSessionInit {
  const features = new Set([...BASE, settings.referenceSpace, ...needed, ...settings.features])
  // These come with every session, and some browsers refuse to be asked for them.
  features.delete('local')
  features.delete('viewer')
  const init: XRSessionInit = { optionalFeatures: [...features] }
  for (const feature of features) {
    if (Object.hasOwn(FEATURE_INIT, feature)) Object.assign(init, FEATURE_INIT[feature])
  }
  return init
}

/** The least that a session can be asked for: for browsers that take offence at a name they do not know. */
export const leastInit = (): XRSessionInit => ({ optionalFeatures: [...BASE] })
