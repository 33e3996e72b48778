import type { TrackingState } from '../../protocol/index.ts'
import type { ArmInput } from './ArmInput.ts'
import type { ArmPose } from './ArmPose.ts'
import { readHandPose } from './readHandPose.ts'
import { angleBetween, lengthOf, subtract } from './rigid.ts'
import type { StopReason } from './StopReason.ts'

export interface HandLimits {
  readonly silenceMs: number
  readonly trusted: readonly TrackingState[]
  readonly maxHandSpeed: number
  readonly maxHandTurnSpeed: number
}

/** What a sample is worth. `same`: it is the last one again. `old`: it is older than the last one. */
export type Verdict =
  | { readonly kind: 'good' | 'same'; readonly pose: ArmPose }
  | { readonly kind: 'old' }
  | { readonly kind: 'fault'; readonly reason: StopReason; readonly sentence: string }

interface Seen {
  readonly pose: ArmPose
  readonly arrivedAt: number
  readonly capturedAt: number | undefined
}

/**
 * Times are known to a millisecond, and samples arrive in bunches: a shorter interval would make a speed of noise.
 * Milliseconds.
 */
const SHORTEST_INTERVAL_MS = 20

/** An unbroken run of good samples of one hand, and what breaks it. */
export class HandTrack {
  readonly #limits: HandLimits
  #last: Seen | undefined

  constructor(limits: HandLimits) {
    this.#limits = limits
  }

  /** Says that the run has ended in silence at `now`, if it has. */
  silenceAt(now: number): string | undefined {
    if (!this.#last) return undefined
    const { silenceMs } = this.#limits
    const { arrivedAt, capturedAt } = this.#last
    if (now - arrivedAt > silenceMs) return `no new pose has come for ${Math.round(now - arrivedAt)} ms`
    return this.#tooOld(capturedAt, now)
  }

  take(input: ArmInput, now: number): Verdict {
    const verdict = this.#judge(input, now)
    if (verdict.kind === 'fault' && verdict.reason !== 'jump') this.#last = undefined
    return verdict
  }

  forget(): void {
    this.#last = undefined
  }

  #judge({ matrix, tracking, capturedAt: at }: ArmInput, now: number): Verdict {
    if (tracking === 'absent' || !matrix) return fault('tracking-lost', 'the hand is not seen')
    if (!this.#limits.trusted.includes(tracking)) return fault('tracking-lost', NOT_TRUSTED[tracking])
    const pose = readHandPose(matrix)
    if (typeof pose === 'string') return fault('not-a-pose', pose)
    const capturedAt = Number.isFinite(at) ? at : undefined
    const last = this.#last
    if (last?.capturedAt !== undefined && capturedAt !== undefined && capturedAt <= last.capturedAt) {
      return capturedAt === last.capturedAt ? { kind: 'same', pose: last.pose } : { kind: 'old' }
    }
    const tooOld = this.#tooOld(capturedAt, now)
    if (tooOld) return fault('silent', tooOld)
    const seen = { pose, arrivedAt: now, capturedAt }
    this.#last = seen
    const jump = last && this.#jump(last, seen)
    return jump ? fault('jump', jump) : { kind: 'good', pose }
  }

  #tooOld(capturedAt: number | undefined, now: number): string | undefined {
    if (capturedAt === undefined || now - capturedAt <= this.#limits.silenceMs) return undefined
    return `the newest pose is ${Math.round(now - capturedAt)} ms old`
  }

  #jump(before: Seen, after: Seen): string | undefined {
    const { silenceMs, maxHandSpeed, maxHandTurnSpeed } = this.#limits
    const apart =
      before.capturedAt === undefined || after.capturedAt === undefined
        ? after.arrivedAt - before.arrivedAt
        : after.capturedAt - before.capturedAt
    // A capture time far ahead of the last one must not excuse a leap.
    const intervalMs = Math.max(SHORTEST_INTERVAL_MS, Math.min(silenceMs, apart))
    const speed = (lengthOf(subtract(after.pose.position, before.pose.position)) * 1000) / intervalMs
    if (!(speed <= maxHandSpeed)) return `the hand moved at ${speed.toFixed(1)} m/s; the limit is ${maxHandSpeed}`
    const turnSpeed = (angleBetween(before.pose.quaternion, after.pose.quaternion) * 1000) / intervalMs
    if (turnSpeed <= maxHandTurnSpeed) return undefined
    return `the hand turned at ${turnSpeed.toFixed(1)} rad/s; the limit is ${maxHandTurnSpeed}`
  }
}

const fault = (reason: StopReason, sentence: string): Verdict => ({ kind: 'fault', reason, sentence })

const NOT_TRUSTED: Readonly<Record<Exclude<TrackingState, 'absent'>, string>> = {
  tracked: 'the hand is seen, but `trusted` leaves out "tracked"',
  emulated: 'the headset only guesses where the hand is (`trusted: ["tracked", "emulated"]` accepts that)',
  unknown: 'the client does not say whether it sees the hand (`trusted: ["tracked", "unknown"]` accepts that)',
}
