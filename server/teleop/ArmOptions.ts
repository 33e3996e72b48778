import { decomposeMatrix, FRAME_FROM_OPENXR, type FrameName, type TrackingState } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import { type ArmPose, checkQuaternion, isFiniteList } from './ArmPose.ts'
import { BUTTON_LEVELS, type EngageLevels } from './gestures.ts'
import { NO_TURN, type Quaternion } from './rigid.ts'
import type { ArmStop } from './StopReason.ts'
import type { Workspace } from './Workspace.ts'

export interface ArmOptions {
  /**
   * Where the arm is, in the robot's frame. A pose is where it starts; after that the last command counts. A function is
   * asked at the start and at each engagement: give it the measured pose, and the arm starts from where it really is.
   */
  armPose: ArmPose | (() => ArmPose)
  /** Holds when no new pose came for so long, or when the newest is older. Milliseconds; 250. */
  silenceMs?: number
  /** The tracking states whose poses count; `['tracked']`. */
  trusted?: readonly TrackingState[]
  /** A hand that moves faster between two samples has jumped. Metres per second; 3. */
  maxHandSpeed?: number
  /** A hand that turns faster between two samples has jumped. Radians per second; 15. */
  maxHandTurnSpeed?: number
  /** `hold`: engaged while it is pressed (the default). `toggle`: each press changes it. */
  engageMode?: 'hold' | 'toggle'
  /** When a level counts as pressed and as released; from 0.7 and to 0.3. */
  engageLevels?: EngageLevels
  /** Metres of the arm for each metre of the hand; 1. */
  positionScale?: number
  /** Whether the arm turns with the hand; `true`. */
  followRotation?: boolean
  /**
   * Turns directions of the world frame (x right, y up, -z ahead) into those of the robot's: `ros` (x ahead, y left, z
   * up), `enu` (x right, y ahead, z up), or a unit quaternion. None unless told.
   */
  robotFromWorld?: Quaternion | FrameName
  /** How fast a command moves at most. Metres per second; 0.25. `Infinity` takes the limit away. */
  maxSpeed?: number
  /** How fast a command turns at most. Radians per second; 1. `Infinity` takes the limit away. */
  maxTurnSpeed?: number
  /** Where the tool may be; everywhere unless told. */
  workspace?: Workspace
  /** The clutch was engaged. */
  onEngage?: (pose: ArmPose) => void
  /** The arm stopped; it is held already. */
  onStop?: (stop: ArmStop) => void
}

export type ResolvedArmOptions = Required<Omit<ArmOptions, 'workspace' | 'robotFromWorld'>> & {
  workspace: Workspace | undefined
  robotFromWorld: Quaternion
}

/** With defaults. Throws INVALID_OPTION or INVALID_POSE. */
export function resolveArmOptions(options: ArmOptions): ResolvedArmOptions {
  const resolved: ResolvedArmOptions = {
    armPose: options.armPose,
    silenceMs: options.silenceMs ?? 250,
    trusted: options.trusted ?? ['tracked'],
    maxHandSpeed: options.maxHandSpeed ?? 3,
    maxHandTurnSpeed: options.maxHandTurnSpeed ?? 15,
    engageMode: options.engageMode ?? 'hold',
    engageLevels: options.engageLevels ?? BUTTON_LEVELS,
    positionScale: options.positionScale ?? 1,
    followRotation: options.followRotation ?? true,
    robotFromWorld: turnOf(options.robotFromWorld ?? NO_TURN),
    maxSpeed: options.maxSpeed ?? 0.25,
    maxTurnSpeed: options.maxTurnSpeed ?? 1,
    workspace: options.workspace,
    onEngage: options.onEngage ?? (() => {}),
    onStop: options.onStop ?? (() => {}),
  }
  for (const name of ['maxHandSpeed', 'maxHandTurnSpeed', 'maxSpeed', 'maxTurnSpeed'] as const) {
    if (!isAboveZero(resolved[name])) throw invalid(name, 'a number above 0', resolved[name])
  }
  const { silenceMs, positionScale, trusted, engageMode, engageLevels } = resolved
  if (!isAboveZero(silenceMs, LONGEST_SILENCE_MS)) {
    throw invalid('silenceMs', `milliseconds above 0 and up to ${LONGEST_SILENCE_MS}`, silenceMs)
  }
  if (positionScale !== 0 && !isAboveZero(positionScale, LARGEST_SCALE)) {
    throw invalid('positionScale', `a number from 0 to ${LARGEST_SCALE}`, positionScale)
  }
  if (!Array.isArray(trusted) || trusted.length === 0 || !trusted.every((state) => TRUSTABLE.includes(state))) {
    throw invalid('trusted', `a list of ${TRUSTABLE.join(', ')}`, trusted)
  }
  if (engageMode !== 'hold' && engageMode !== 'toggle') throw invalid('engageMode', '"hold" or "toggle"', engageMode)
  const { closesAt, opensAt } = engageLevels
  if (!isFiniteList([closesAt, opensAt], 2) || closesAt === opensAt) {
    throw invalid('engageLevels', 'two different numbers, closesAt and opensAt', engageLevels)
  }
  if (typeof resolved.followRotation !== 'boolean') {
    throw invalid('followRotation', 'true or false', resolved.followRotation)
  }
  for (const name of ['onStop', 'onEngage'] as const) {
    if (typeof resolved[name] !== 'function') throw invalid(name, 'a function', resolved[name])
  }
  checkWorkspace(resolved.workspace)
  return resolved
}

function turnOf(robotFromWorld: Quaternion | FrameName): Quaternion {
  if (typeof robotFromWorld !== 'string') return checkQuaternion(robotFromWorld, 'robotFromWorld')
  if (Object.hasOwn(FRAME_FROM_OPENXR, robotFromWorld)) {
    return decomposeMatrix(FRAME_FROM_OPENXR[robotFromWorld]).quaternion
  }
  throw invalid(
    'robotFromWorld',
    `a unit quaternion or one of ${Object.keys(FRAME_FROM_OPENXR).join(', ')}`,
    robotFromWorld,
  )
}

function checkWorkspace(workspace: Workspace | undefined): void {
  if (workspace === undefined || typeof workspace === 'function') return
  const fits =
    typeof workspace !== 'object' || workspace === null
      ? false
      : 'radius' in workspace
        ? isFiniteList(workspace.center, 3) && Number.isFinite(workspace.radius) && workspace.radius > 0
        : isFiniteList(workspace.min, 3) &&
          isFiniteList(workspace.max, 3) &&
          workspace.min.every((low, axis) => low <= workspace.max[axis]!)
  if (!fits) {
    throw invalid('workspace', '{ min, max } with min below max, { center, radius }, or a function', workspace)
  }
  const { leaving = 'clamp' } = workspace
  if (leaving !== 'clamp' && leaving !== 'stop') throw invalid('workspace.leaving', '"clamp" or "stop"', leaving)
}

/** A text that looks like a number is none. */
const isAboveZero = (value: unknown, most = Number.POSITIVE_INFINITY): boolean =>
  typeof value === 'number' && value > 0 && value <= most

const invalid = (name: string, expected: string, got: unknown) =>
  new VuerError('INVALID_OPTION', `${name}: expected ${expected}, got ${shown(got)}`)

const shown = (value: unknown) => (typeof value === 'number' ? String(value) : JSON.stringify(value))

/** A watchdog that waits longer guards nothing. */
const LONGEST_SILENCE_MS = 10_000
const LARGEST_SCALE = 100
/** An absent hand has no pose that could be trusted. */
const TRUSTABLE: readonly TrackingState[] = ['tracked', 'emulated', 'unknown']
