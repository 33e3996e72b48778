import { findInput } from '../inputSource.ts'
import type { SampleSource } from '../SampleStream.ts'
import { isFiniteList, type Tracking, trackingOf } from '../tracking.ts'

/** The value of HIT_TEST: 16 numbers, column-major, metres, in the reference space, y along the normal; `null` without a hit. */
export interface HitValue {
  matrix: Float32Array | null
  tracking: Tracking
}

export type RayOrigin = 'gaze' | 'left' | 'right'

/** What is asked of the browser for one ray; `source` comes later, or never. */
interface Request {
  origin: unknown
  source?: XRHitTestSource
  isOver: boolean
}

/** Where one ray meets the room, frame by frame. Asks the browser anew when the ray belongs to something else. */
export class HitRay implements SampleSource<HitValue> {
  readonly matrix = new Float32Array(16)
  tracking: Tracking = 'absent'
  from: RayOrigin = 'gaze'
  /** Hears why the browser gives no hits for this ray. */
  onFailure: (detail: string) => void = () => {}
  /** Hears that it does. */
  onWorking: () => void = () => {}
  #session: XRSession | undefined
  #request: Request | undefined

  read(frame: XRFrame, space: XRReferenceSpace): number {
    this.#follow(frame.session)
    const pose = this.#hit(frame)?.getPose(space)
    if (pose) this.matrix.set(pose.transform.matrix)
    this.tracking = pose && isFiniteList(this.matrix) ? trackingOf(pose) : 'absent'
    return this.tracking === 'absent' ? 0 : 1
  }

  lose(): void {
    this.tracking = 'absent'
  }

  value(): HitValue {
    return { matrix: this.tracking === 'absent' ? null : this.matrix, tracking: this.tracking }
  }

  /** The session is over, or the node is gone: nothing is asked of the browser any more. */
  stop(): void {
    this.lose()
    this.#cancel()
    this.#session = undefined
  }

  #hit(frame: XRFrame): XRHitTestResult | undefined {
    if (!this.#request?.source) return undefined
    try {
      return frame.getHitTestResults(this.#request.source)[0]
    } catch {
      // The source was granted within this frame: its first results are those of the next one.
      return undefined
    }
  }

  #follow(session: XRSession): void {
    if (session !== this.#session) {
      this.stop()
      this.#session = session
    }
    const origin = this.from === 'gaze' ? 'gaze' : rayOf(session, this.from)
    if (origin === this.#request?.origin) return
    this.#cancel()
    if (origin !== undefined) void this.#ask(session, origin)
  }

  async #ask(session: XRSession, origin: 'gaze' | XRSpace): Promise<void> {
    const request: Request = { origin, isOver: false }
    this.#request = request
    try {
      const space = origin === 'gaze' ? await session.requestReferenceSpace('viewer') : origin
      const source = await session.requestHitTestSource?.({ space })
      if (!source) throw new Error('this browser has none')
      if (request.isOver) {
        cancelQuietly(source)
        return
      }
      request.source = source
      this.onWorking()
    } catch (error) {
      if (!request.isOver) this.onFailure(error instanceof Error ? error.message : String(error))
    }
  }

  #cancel(): void {
    const request = this.#request
    this.#request = undefined
    if (!request) return
    request.isOver = true
    if (request.source) cancelQuietly(request.source)
  }
}

function rayOf(session: XRSession, side: 'left' | 'right'): XRSpace | undefined {
  return (findInput(session, 'controller', side) ?? findInput(session, 'hand', side))?.targetRaySpace
}

/** A session that has ended takes its sources with it, and refuses to hear of them. */
function cancelQuietly(source: XRHitTestSource): void {
  try {
    source.cancel()
  } catch {
    // Nothing is left to cancel.
  }
}
