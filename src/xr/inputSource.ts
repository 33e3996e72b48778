import type { Side } from './tracking.ts'

export type InputKind = 'hand' | 'controller'

/** What an input source is to us; `null` for gaze, screen touches and transient pointers, which are no tracked things. */
export function kindOf(source: XRInputSource): InputKind | null {
  if (source.hand) return 'hand'
  return source.targetRayMode === 'tracked-pointer' ? 'controller' : null
}

/**
 * The source of one kind on one side. Looks at the primary sources first and then at those that are tracked beside
 * them, which is where a headset that follows hands and controllers at once lists the others.
 */
export function findInput(session: XRSession, kind: InputKind, side: Side): XRInputSource | undefined {
  return findIn(session.inputSources, kind, side) ?? findIn(session.trackedSources, kind, side)
}

function findIn(sources: Iterable<XRInputSource> | undefined, kind: InputKind, side: Side): XRInputSource | undefined {
  if (!sources) return undefined
  for (const source of sources) if (source.handedness === side && kindOf(source) === kind) return source
  return undefined
}
