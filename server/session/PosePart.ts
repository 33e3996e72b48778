import type { SeenState } from '../../protocol/index.ts'
import type { ClientEvent } from './ClientEvent.ts'

/**
 * Why there is no pose. `not seen`: the headset says that it does not see it, or that it is not in XR. `too old`: nothing
 * was heard of it for too long. `disconnected`: the socket broke. `not sent`: no node of the scene has sent it.
 */
export type AbsentReason = 'not seen' | 'too old' | 'disconnected' | 'not sent'

/** Of the sample that says it; undefined where there is none, and where its client does not say. */
export interface PartTimes {
  /** The key of the node that sent it. */
  readonly key: string | undefined
  /** Position in its stream. */
  readonly sequence: number | undefined
  /** The frame of the headset in which it was captured: that of the whole, or an earlier one for slower streams. */
  readonly xrFrame: number | undefined
  /** Milliseconds since 1970 on this server's clock. */
  readonly capturedAt: number | undefined
  readonly receivedAt: number | undefined
  /** How old it is now, in milliseconds. `tracking` is what was true when the frame was taken. */
  readonly ageMs: number | undefined
}

/** A head, a hand or a controller as it was last heard of: there with its pose, or absent with the reason. */
export type PosePart<P> = PartTimes &
  (
    | { readonly tracking: SeenState; readonly pose: P; readonly reason: undefined }
    | { readonly tracking: 'absent'; readonly pose: null; readonly reason: AbsentReason }
  )

class Part implements PartTimes {
  readonly tracking: SeenState | 'absent'
  readonly pose: unknown
  readonly reason: AbsentReason | undefined
  readonly #event: ClientEvent | undefined

  constructor(
    event: ClientEvent | undefined,
    said: { tracking: SeenState | 'absent'; pose: unknown; reason: AbsentReason | undefined },
  ) {
    this.#event = event
    this.tracking = said.tracking
    this.pose = said.pose
    this.reason = said.reason
  }

  get key(): string | undefined {
    return this.#event?.key
  }

  get sequence(): number | undefined {
    return this.#event?.sequence
  }

  get xrFrame(): number | undefined {
    return this.#event?.xrFrame
  }

  get capturedAt(): number | undefined {
    return this.#event?.capturedAt
  }

  get receivedAt(): number | undefined {
    return this.#event?.receivedAt
  }

  get ageMs(): number | undefined {
    return this.#event?.ageMs
  }
}

export const seenPart = <P extends { readonly tracking: SeenState }>(event: ClientEvent, pose: P): PosePart<P> =>
  new Part(event, { tracking: pose.tracking, pose, reason: undefined }) as PosePart<P>

export const absentPart = <P>(reason: AbsentReason, event?: ClientEvent): PosePart<P> =>
  new Part(event, { tracking: 'absent', pose: null, reason }) as PosePart<P>
