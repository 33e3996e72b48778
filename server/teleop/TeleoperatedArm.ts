import { VuerError } from '../errors.ts'
import type { ArmInput } from './ArmInput.ts'
import { type ArmOptions, type ResolvedArmOptions, resolveArmOptions } from './ArmOptions.ts'
import { type ArmPose, approach, checkArmPose } from './ArmPose.ts'
import { Clutch } from './Clutch.ts'
import { EngageInput } from './EngageInput.ts'
import { HandTrack } from './HandTrack.ts'
import type { ArmStop, StopReason } from './StopReason.ts'
import { isWithin, keepWithin } from './Workspace.ts'

/** `idle`: never engaged, or let go. `engaged`: follows the hand. `holding`: something stopped it. */
export type ArmState = 'idle' | 'engaged' | 'holding'

/** What the arm is to do now. */
export interface ArmCommand {
  /** Where the tool belongs, in the robot's frame. While not engaged it is always the same. */
  readonly pose: ArmPose
  readonly engaged: boolean
  /** Why it is not engaged; `null` while it is, and before the first time. */
  readonly reason: StopReason | null
}

export interface ArmStatus {
  readonly state: ArmState
  /** Why it is not engaged; `null` while it is, and before the first time. */
  readonly reason: StopReason | null
  /** The reason in words; empty without one. */
  readonly sentence: string
  /** Why a press would not engage it now; `null` if it would. */
  readonly obstacle: string | null
  readonly pose: ArmPose
}

/** A control loop that stalled does not get the way that it missed. Milliseconds. */
const LONGEST_STEP_MS = 100

const NOTHING_YET = 'no pose has come yet'
const LET_GO_FIRST = 'the clutch must be let go first, and then pressed again'

/**
 * Stands between the poses of a hand and one robot arm. It reads no clock and has no timer: give it samples as they
 * come, and ask for the command at the rate of the robot. All times are milliseconds on one clock, that of
 * `capturedAt`.
 *
 * Whatever comes in, the commanded pose stands still while the clutch is not engaged, and while it is engaged, two
 * commands that are t seconds apart differ by at most `maxSpeed` × t metres and `maxTurnSpeed` × t radians. At an
 * engagement it is what `armPose` measures, if that is a function.
 */
export class TeleoperatedArm {
  readonly #options: ResolvedArmOptions
  readonly #hand: HandTrack
  readonly #input: EngageInput
  #clutch: Clutch | undefined
  #pose: ArmPose
  #target: ArmPose
  #stop: ArmStop | undefined
  #obstacle: string | null = NOTHING_YET
  /** `stop()` waits for `reset()`; the end is for good. */
  #latch: 'stop' | 'end' | undefined
  /** The latest time that was said. */
  #now = Number.NEGATIVE_INFINITY
  #commandedAt = Number.NEGATIVE_INFINITY

  /** Throws INVALID_OPTION or INVALID_POSE. */
  constructor(options: ArmOptions) {
    this.#options = resolveArmOptions(options)
    this.#hand = new HandTrack(this.#options)
    this.#input = new EngageInput(this.#options.engageLevels)
    const { armPose } = this.#options
    this.#pose = typeof armPose === 'function' ? measured(armPose) : checkArmPose(armPose, 'armPose')
    this.#target = this.#pose
  }

  get status(): ArmStatus {
    const { reason = null, sentence = '' } = this.#stop ?? {}
    const state = this.#clutch ? 'engaged' : reason === null || reason === 'released' ? 'idle' : 'holding'
    return { state, reason, sentence, obstacle: this.#clutch ? null : this.#obstacle, pose: this.#pose }
  }

  /** Takes a sample and returns the command: {@link take} and {@link command} in one. */
  step(input: ArmInput, now: number): ArmCommand {
    this.take(input, now)
    return this.command(now)
  }

  /** Takes a sample. Throws INVALID_TIME if `now` is not finite. */
  take(input: ArmInput, now: number): void {
    const at = this.check(now)
    if (this.#latch) return
    const verdict = this.#hand.take(input, at)
    if (verdict.kind === 'old') return
    if (verdict.kind === 'fault') this.#interrupt(verdict.reason, verdict.sentence)
    else if (typeof input.engage !== 'boolean' && !Number.isFinite(input.engage)) {
      this.hold('not-a-pose', 'the engage level is not a number')
    } else this.#follow(verdict.pose, input.engage)
  }

  /**
   * What the arm is to do at `now`. Ask as often as the robot wants commands, with or without new samples: this is also
   * what notices silence. Throws INVALID_TIME if `now` is not finite.
   */
  command(now: number): ArmCommand {
    const at = this.check(now)
    const seconds = Math.min(at - this.#commandedAt, LONGEST_STEP_MS) / 1000
    this.#commandedAt = at
    if (this.#clutch) this.#advance(seconds)
    return { pose: this.#pose, engaged: this.#clutch !== undefined, reason: this.#stop?.reason ?? null }
  }

  /** Notices silence, and moves nothing. Returns the time that counts. Throws INVALID_TIME if `now` is not finite. */
  check(now: number): number {
    if (!Number.isFinite(now)) {
      throw new VuerError('INVALID_TIME', `an arm needs the time in milliseconds, and got ${now}: use Date.now()`)
    }
    const { silenceMs } = this.#options
    if (now < this.#now - silenceMs) {
      this.hold('silent', `the clock was set back by ${Math.round(this.#now - now)} ms: no silence can be measured`)
      this.#now = now
      this.#commandedAt = now
    }
    this.#now = Math.max(this.#now, now)
    const silence = this.#hand.silenceAt(this.#now)
    if (silence) this.hold('silent', silence)
    return this.#now
  }

  /** Holds for a cause that is known outside. The person goes on by letting go of the clutch and pressing it again. */
  hold(reason: StopReason, sentence: string): void {
    this.#hand.forget()
    this.#interrupt(reason, sentence)
  }

  /** Holds until {@link reset}: an emergency stop. */
  stop(sentence = 'the script stopped it'): void {
    if (this.#latch) return
    this.#latch = 'stop'
    this.#halt('stopped-by-script', sentence, `${sentence}; reset() lets it be engaged again`)
  }

  /** After {@link stop}: the person may engage it again, by letting go of the clutch and pressing it. */
  reset(): void {
    if (this.#latch !== 'stop') return
    this.#latch = undefined
    this.#stop = undefined
    this.#obstacle = NOTHING_YET
  }

  /** Holds for good. */
  end(reason: StopReason, sentence: string): void {
    if (this.#latch === 'end') return
    this.#latch = 'end'
    this.#halt(reason, sentence, sentence)
  }

  /** Whatever broke the run of good samples: the clutch opens, and a press counts only after a release. */
  #interrupt(reason: StopReason, sentence: string): void {
    if (this.#latch) return
    this.#input.forget()
    if (this.#clutch) this.#halt(reason, sentence, sentence)
    else this.#obstacle = sentence
  }

  #halt(reason: StopReason, sentence: string, obstacle: string | null): void {
    if (this.#latch) {
      this.#hand.forget()
      this.#input.forget()
    }
    this.#clutch = undefined
    this.#obstacle = obstacle
    const stop = { reason, sentence, pose: this.#pose }
    this.#stop = stop
    this.#options.onStop(stop)
  }

  #follow(hand: ArmPose, engage: boolean | number): void {
    const { pressed, begins } = this.#input.read(engage)
    if (!this.#clutch) {
      this.#obstacle = pressed === false ? null : LET_GO_FIRST
      if (begins) this.#engage(hand)
    } else if (this.#options.engageMode === 'hold' ? !pressed : begins) {
      this.#halt('released', 'the clutch was let go', pressed ? LET_GO_FIRST : null)
    } else this.#target = keepWithin(this.#options.workspace, this.#clutch.targetFor(hand))
  }

  #engage(hand: ArmPose): void {
    const { armPose } = this.#options
    const pose = typeof armPose === 'function' ? this.#ofScript('armPose', () => measured(armPose)) : this.#pose
    if (!pose) return
    const isInside = this.#ofScript('workspace', () => isWithin(this.#options.workspace, pose))
    if (isInside === undefined) return
    if (!isInside) {
      this.#interrupt('out-of-reach', 'the arm is outside its workspace: move it inside first')
      return
    }
    this.#pose = pose
    this.#target = pose
    this.#clutch = new Clutch(hand, pose, this.#options)
    this.#stop = undefined
    this.#obstacle = null
    this.#options.onEngage(pose)
  }

  #advance(seconds: number): void {
    const { maxSpeed, maxTurnSpeed, workspace } = this.#options
    const next = approach(this.#pose, this.#target, reach(maxSpeed, seconds), reach(maxTurnSpeed, seconds))
    const isInside = this.#ofScript('workspace', () => isWithin(workspace, next))
    if (isInside === undefined) return
    if (isInside) this.#pose = next
    else this.#interrupt('out-of-reach', `the arm would leave its workspace at ${shown(next)}`)
  }

  /** What a function of the script says; `undefined` if it threw, which stops the arm until somebody has looked. */
  #ofScript<T>(name: string, ask: () => T): T | undefined {
    try {
      return ask()
    } catch (error) {
      this.stop(`${name} failed: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
}

const measured = (armPose: () => ArmPose): ArmPose => checkArmPose(armPose(), 'armPose()')

/** Infinity × 0 is not a number, and no limit is no limit. */
const reach = (speed: number, seconds: number): number => (speed === Number.POSITIVE_INFINITY ? speed : speed * seconds)

const shown = ({ position }: ArmPose): string => `${position.map((value) => value.toFixed(3)).join(', ')} m`
