import type { PointerName } from '../../../protocol/index.ts'

/**
 * The space that an object follows which somebody holds with this pointer. A pinched object hangs on the wrist: fingers
 * turn when they open, and would throw it.
 */
export function gripSpaceOf(source: XRInputSource, pointer: PointerName): XRSpace {
  if (pointer === 'hand') return source.hand?.get('wrist') ?? source.targetRaySpace
  if (pointer === 'controller') return source.gripSpace ?? source.targetRaySpace
  return source.targetRaySpace
}

/** What the browser says when the hand opens that holds with this pointer. */
export const endOf = (pointer: PointerName): 'selectend' | 'squeezeend' =>
  pointer === 'controller' ? 'squeezeend' : 'selectend'

/** Whether a session still has the source: one that is gone may keep its last pose. */
export function hasSource(session: XRSession, source: XRInputSource): boolean {
  for (const found of session.inputSources) if (found === source) return true
  for (const found of session.trackedSources ?? []) if (found === source) return true
  return false
}
