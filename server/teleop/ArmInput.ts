import type { TrackingState } from '../../protocol/index.ts'

/** One sample of the hand or controller that leads an arm, from whatever stream. */
export interface ArmInput {
  /** 16 numbers, column-major, metres, in the world frame; `null` when there is none. */
  readonly matrix: ArrayLike<number> | null
  readonly tracking: TrackingState
  /** Milliseconds on the clock that `now` is read from; left out when it is not known. */
  readonly capturedAt?: number | undefined
  /** Pressed or not, or a level that `engageLevels` judges. */
  readonly engage: boolean | number
}
