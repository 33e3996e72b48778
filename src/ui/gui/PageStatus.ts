import type { ProblemList } from '../../scene/ProblemList.ts'
import { Observable } from '../Observable.ts'
import { isWell, type Link } from './link.ts'
import { NoticeList } from './NoticeList.ts'
import { RateMeter } from './RateMeter.ts'

/** A heartbeat comes back every 4 s; one that is so late says more than the last figure. */
const LATE_MS = 5000

const POSES: ReadonlySet<string> = new Set(['HAND_MOVE', 'CONTROLLER_MOVE', 'HEAD_MOVE', 'BODY_MOVE'])

export interface RoundTrip {
  readonly roundTripMs: number
  /** When it was measured, in milliseconds since 1970. */
  readonly at: number
}

/** What the page says of itself: the same on the desktop and in the headset. */
export class PageStatus {
  readonly link = new Observable<Link>({ status: 'none' })
  readonly notices = new NoticeList()
  /** What of the scene could not be used, and why. */
  readonly problems: ProblemList
  /** Frames that were drawn, by `performance.now()`. */
  readonly frames = new RateMeter()
  readonly #roundTrip: () => RoundTrip | undefined
  readonly #poses = new Map<string, RateMeter>()

  constructor(problems: ProblemList, roundTrip: () => RoundTrip | undefined) {
    this.problems = problems
    this.#roundTrip = roundTrip
  }

  /** A sample was sent. `timeMs` is of `performance.now()`. */
  countSample(etype: string, key: string | undefined, timeMs: number): void {
    if (!POSES.has(etype)) return
    const stream = `${etype} ${key ?? ''}`
    let meter = this.#poses.get(stream)
    if (!meter) {
      meter = new RateMeter()
      this.#poses.set(stream, meter)
    }
    meter.mark(timeMs)
  }

  /** How often each stream of poses was sent in the last second, the slowest first. Those that rest are left out. */
  poseRates(timeMs: number): number[] {
    const rates = [...this.#poses.values()].map((meter) => meter.perSecond(timeMs))
    return rates.filter((rate) => rate > 0).sort((a, b) => a - b)
  }

  /** The time to the server and back, in words. `now` is in milliseconds since 1970. */
  delayText(now: number): string {
    const last = this.#roundTrip()
    if (!isWell(this.link.get()) || !last) return '–'
    const ageMs = now - last.at
    return ageMs > LATE_MS ? `none for ${Math.floor(ageMs / 1000)} s` : `${Math.round(last.roundTripMs)} ms`
  }

  /** `60 Hz`, or from the slowest to the fastest stream: `30–60 Hz`. */
  poseText(timeMs: number): string {
    const rates = this.poseRates(timeMs)
    const [slowest] = rates
    const fastest = rates.at(-1)
    if (slowest === undefined) return '–'
    return slowest === fastest ? `${slowest} Hz` : `${slowest}–${fastest} Hz`
  }
}
