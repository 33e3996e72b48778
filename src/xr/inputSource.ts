import type { Side } from './tracking.ts'

export type InputKind = 'hand' | 'controller'

/** Hands in the list of profiles: `generic-hand`, `oculus-hand`, `generic-hand-select`, … */
const HAND_PROFILE = /(^|-)hand(-|$)/

/** What each source was found to be: it stays that for as long as the browser lists it, and is asked in each frame. */
const kinds = new WeakMap<XRInputSource, InputKind | 'other'>()

/**
 * What an input source is to us; `null` for gaze, screen touches and transient pointers, which are no tracked things, and
 * for a hand whose joints the session may not see: it points like a controller, and is none.
 */
export function kindOf(source: XRInputSource): InputKind | null {
  let kind = kinds.get(source)
  if (kind === undefined) {
    kind = look(source)
    kinds.set(source, kind)
  }
  return kind === 'other' ? null : kind
}

function look(source: XRInputSource): InputKind | 'other' {
  if (source.hand) return 'hand'
  if (source.targetRayMode !== 'tracked-pointer') return 'other'
  return source.profiles?.some((profile) => HAND_PROFILE.test(profile)) ? 'other' : 'controller'
}

/**
 * The source of one kind on one side. Looks at the primary sources first and then at those that are tracked beside
 * them, which is where a headset that follows hands and controllers at once lists the others.
 */
export function findInput(session: XRSession, kind: InputKind, side: Side): XRInputSource | undefined {
  return findIn(session.inputSources, kind, side) ?? findIn(session.trackedSources, kind, side)
}

type Sources = ArrayLike<XRInputSource> | undefined

/** By index: an iterator would be garbage in each frame. */
function findIn(sources: Sources, kind: InputKind, side: Side): XRInputSource | undefined {
  if (!sources) return undefined
  for (let index = 0; index < sources.length; index += 1) {
    const source = sources[index]!
    if (source.handedness === side && kindOf(source) === kind) return source
  }
  return undefined
}
