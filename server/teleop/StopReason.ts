import type { ArmPose } from './ArmPose.ts'

/** Why an arm is not moved. */
export type StopReason =
  /** The person let go of the clutch. */
  | 'released'
  /** No new pose came in time, or only old ones. */
  | 'silent'
  /** The hand is not seen, or only guessed. */
  | 'tracking-lost'
  /** The hand was moved or turned faster than hands are, or the person was moved in the scene. */
  | 'jump'
  /** What came is no pose: not finite, not rigid, an identity, or without a readable engage level. */
  | 'not-a-pose'
  /** The socket of the session broke. */
  | 'disconnected'
  | 'session-ended'
  /** The arm would leave its workspace. */
  | 'out-of-reach'
  /** `stop()` was called, or a function of the script threw. */
  | 'stopped-by-script'

export interface ArmStop {
  readonly reason: StopReason
  /** What happened, with the figures. */
  readonly sentence: string
  /** Where the arm is held. */
  readonly pose: ArmPose
}
