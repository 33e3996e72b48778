import {
  type ControllerPose,
  chain,
  controllerOf,
  type HandPose,
  type HeadPose,
  handOf,
  headOf,
  Pose,
  type SceneGraph,
  type SeenState,
  type Side,
} from '../../protocol/index.ts'
import type { ClientEvent } from './ClientEvent.ts'
import { type AbsentReason, absentPart, type PosePart, seenPart } from './PosePart.ts'
import { isTooOld, type PoseEvent, watches } from './poseStreams.ts'

/** What one side of the person holds or is. Both may be there at once. */
export interface SidePoses {
  readonly hand: PosePart<HandPose>
  readonly controller: PosePart<ControllerPose>
}

/** Head, hands and controllers in one frame of the headset. */
export interface PoseFrame {
  readonly head: PosePart<HeadPose>
  readonly left: SidePoses
  readonly right: SidePoses
  /**
   * Where the space in which the poses are told lies in the scene: `chain(origin, pose)` is the pose in the scene's world
   * frame. The identity, unless the person was moved there by stick, teleport or recentring.
   */
  readonly origin: Pose
  /** The number of the frame in its page, from clients that count them. */
  readonly xrFrame: number | undefined
  /** Of its newest sample: milliseconds since 1970 on this server's clock; undefined where nobody knows. */
  readonly capturedAt: number | undefined
  /** When its newest sample came, or when the connection broke. */
  readonly receivedAt: number
  /** How old it is now, in milliseconds, if its capture time is known. */
  readonly ageMs: number | undefined
}

/** A sample of a stream, with its place in the order of arrival. */
export interface PoseSample {
  readonly event: PoseEvent
  readonly order: number
}

export interface PoseSources {
  readonly graph: SceneGraph
  now(): number
  /** Above which age a pose does not count; by the stream's own rate unless told. */
  readonly maxAgeMs: number | undefined
}

/** What the samples say together, at this moment. */
export function combinePoses(samples: readonly PoseSample[], sources: PoseSources): PoseFrame {
  const newest = samples.reduce((a, b) => (isLater(b, a) ? b : a)).event
  const hand = (side: Side) => part(samples, sources, 'HAND_MOVE', side, ({ value }) => handOf(value, side))
  const controller = (side: Side) =>
    part(samples, sources, 'CONTROLLER_MOVE', side, ({ value }) => controllerOf(value, side))
  return {
    head: part(samples, sources, 'HEAD_MOVE', undefined, ({ value }) => headOf(value)),
    left: { hand: hand('left'), controller: controller('left') },
    right: { hand: hand('right'), controller: controller('right') },
    origin: originOf(newest),
    xrFrame: newest.xrFrame,
    capturedAt: newest.capturedAt,
    receivedAt: newest.receivedAt,
    get ageMs() {
      return newest.ageMs
    },
  }
}

/** A sample says it where the space has been moved. */
function originOf(event: PoseEvent | undefined): Pose {
  const { origin } = (event?.value ?? {}) as { origin?: Float32Array | null }
  return origin ? new Pose(origin) : chain()
}

/** Nothing is there any more. */
export function absentPoses(reason: AbsentReason, receivedAt: number): PoseFrame {
  const side: SidePoses = { hand: absentPart(reason), controller: absentPart(reason) }
  const times = { xrFrame: undefined, capturedAt: undefined, ageMs: undefined, receivedAt }
  return { head: absentPart(reason), left: side, right: side, origin: originOf(undefined), ...times }
}

/** The five parts of a frame, always in one order. */
export const partsOf = ({ head, left, right }: PoseFrame) =>
  [head, left.hand, left.controller, right.hand, right.controller] as const

type EventOf<Etype extends PoseEvent['etype']> = Extract<PoseEvent, ClientEvent<Etype>>

function part<Etype extends PoseEvent['etype'], P extends { readonly tracking: SeenState }>(
  samples: readonly PoseSample[],
  sources: PoseSources,
  etype: Etype,
  side: Side | undefined,
  poseOf: (event: EventOf<Etype>) => P | null,
): PosePart<P> {
  const said = samples.filter(({ event }) => event.etype === etype && watches(sources.graph, event, side))
  if (said.length === 0) return absentPart('not sent')
  // Of two nodes that looked in the same frame, the one that sees nothing counts.
  const sees = ({ event }: PoseSample) => poseOf(event as EventOf<Etype>) !== null
  const { event } = said.reduce((a, b) => (isSameFrame(a, b) ? (sees(b) ? a : b) : isLater(b, a) ? b : a))
  const pose = poseOf(event as EventOf<Etype>)
  if (!pose) return absentPart('not seen', event)
  return isTooOld(event, sources) ? absentPart('too old', event) : seenPart(event, pose)
}

const isSameFrame = (a: PoseSample, b: PoseSample): boolean =>
  a.event.xrFrame !== undefined && a.event.xrFrame === b.event.xrFrame

/** By frames where both have them, and by arrival otherwise. */
function isLater(a: PoseSample, b: PoseSample): boolean {
  const [frame, other] = [a.event.xrFrame, b.event.xrFrame]
  return frame === undefined || other === undefined || frame === other ? a.order > b.order : frame > other
}
