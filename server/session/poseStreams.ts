import type { SceneGraph, Side } from '../../protocol/index.ts'
import type { ClientEvent } from './ClientEvent.ts'

export type PoseEvent = ClientEvent<'HEAD_MOVE'> | ClientEvent<'HAND_MOVE'> | ClientEvent<'CONTROLLER_MOVE'>

const ETYPES: ReadonlySet<string> = new Set<PoseEvent['etype']>(['HEAD_MOVE', 'HAND_MOVE', 'CONTROLLER_MOVE'])
export const isPoseEvent = (event: ClientEvent): event is PoseEvent => ETYPES.has(event.etype)

/** One node sends one stream. */
export const streamOf = ({ etype, key }: ClientEvent): string => `${etype} ${key ?? ''}`

/**
 * Whether the node that sent the sample looks at that side at all. The left hand is absent in each sample of a node
 * that does not want it; that says nothing about the hand.
 */
export function watches(graph: SceneGraph, { key }: ClientEvent, side: Side | undefined): boolean {
  const props = key === undefined ? undefined : graph.get(key)?.props
  if (!props || side === undefined) return true
  return props[side] !== false && props[side === 'left' ? 'disableLeft' : 'disableRight'] !== true
}

/** The least age at which a pose does not count any more, in milliseconds. */
const LEAST_LIMIT_MS = 100
const DEFAULT_FPS = 30

/** What tells how old something is. */
interface Aged {
  readonly key: string | undefined
  readonly receivedAt: number | undefined
  readonly ageMs: number | undefined
}

interface AgeSources {
  readonly graph: SceneGraph
  now(): number
  readonly maxAgeMs: number | undefined
}

/** How old a sample of that node may be: 100 ms, or two of the node's periods where those are longer. */
export function ageLimitOf({ key }: Aged, { graph, maxAgeMs }: AgeSources): number {
  if (maxAgeMs !== undefined) return maxAgeMs
  const fps = key === undefined ? undefined : graph.get(key)?.props.fps
  const rate = typeof fps === 'number' && fps > 0 ? fps : DEFAULT_FPS
  return Math.max(LEAST_LIMIT_MS, 2000 / rate)
}

/** Milliseconds since capture; and since arrival, should the client's clock be ahead. */
export const knownAgeOf = ({ ageMs, receivedAt }: Aged, now: number): number =>
  Math.max(now - (receivedAt ?? now), ageMs ?? 0)

export const isTooOld = (event: Aged, sources: AgeSources): boolean =>
  knownAgeOf(event, sources.now()) > ageLimitOf(event, sources)
