import { HeadSampler } from './headSample.ts'
import type { SampleSource } from './SampleStream.ts'
import type { Tracking } from './tracking.ts'

/** The value of HEAD_MOVE: 16 numbers, column-major, metres, in the reference space; `null` when absent. */
export interface HeadMoveValue {
  matrix: Float32Array | null
  tracking: Tracking
}

export class HeadSource implements SampleSource<HeadMoveValue> {
  readonly head = new HeadSampler()
  readonly #value: HeadMoveValue = { matrix: null, tracking: 'absent' }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    const tracking = this.head.read(frame, space)
    return tracking === 'absent' ? 0 : tracking === 'tracked' ? 3 : 1
  }

  lose(): void {
    this.head.tracking = 'absent'
  }

  value(): HeadMoveValue {
    const { matrix, tracking } = this.head
    this.#value.matrix = tracking === 'absent' ? null : matrix
    this.#value.tracking = tracking
    return this.#value
  }
}
