import { isFiniteList, type Tracking, trackingOf } from './tracking.ts'

export interface ControllerState {
  trigger: boolean
  squeeze: boolean
  touchpad: false | 'touched' | 'pressed'
  thumbstick: boolean
  /** A on the right, X on the left. */
  aButton: boolean
  /** B on the right, Y on the left. */
  bButton: boolean
  /** 0 to 1. */
  triggerValue: number
  squeezeValue: number
  /** x, y from -1 to 1; -1 is left and up (away from the person). */
  touchpadValue: [number, number]
  thumbstickValue: [number, number]
  /** All buttons that the controller has, in the gamepad's order: 0 to 1. */
  buttons: number[]
  pressed: boolean[]
  touched: boolean[]
  /** All axes, in the gamepad's order: -1 to 1. */
  axes: number[]
}

/**
 * Reads one controller, once a frame: its target ray and its grip, 16 numbers each, column-major, metres, in the
 * reference space. With no allocation of its own; what it tells is that of the last `read`.
 */
export class ControllerSampler {
  /** The target ray: where it points. */
  readonly matrix = new Float32Array(16)
  /** The grip: how it is held. */
  readonly grip = new Float32Array(16)
  hasGrip = false
  tracking: Tracking = 'absent'
  gamepad: Gamepad | undefined

  /** A guess of either pose makes the controller emulated. Without a target ray it is absent. */
  read(frame: XRFrame, space: XRSpace, source: XRInputSource | undefined): Tracking {
    this.lose()
    if (!source) return 'absent'
    const ray = frame.getPose(source.targetRaySpace, space)
    if (!ray || !take(ray, this.matrix)) return 'absent'
    this.gamepad = source.gamepad
    this.tracking = trackingOf(ray)
    const grip = source.gripSpace && frame.getPose(source.gripSpace, space)
    if (grip && take(grip, this.grip)) {
      this.hasGrip = true
      if (grip.emulatedPosition) this.tracking = 'emulated'
    }
    return this.tracking
  }

  lose(): void {
    this.tracking = 'absent'
    this.hasGrip = false
    this.gamepad = undefined
  }
}

function take(pose: XRPose, into: Float32Array): boolean {
  into.set(pose.transform.matrix)
  return isFiniteList(into)
}

/**
 * Buttons and axes by the `xr-standard` mapping. A controller with fewer of them reports those it lacks as not pressed
 * and in the middle; browsers and emulators that leave a placeholder `null` among the axes mean the same.
 */
export function controllerStateOf(gamepad: Gamepad | undefined): ControllerState {
  const { buttons, pressed, touched, axes } = allOf(gamepad ?? NO_GAMEPAD)
  return {
    trigger: pressed[TRIGGER] ?? false,
    squeeze: pressed[SQUEEZE] ?? false,
    touchpad: pressed[TOUCHPAD] ? 'pressed' : touched[TOUCHPAD] ? 'touched' : false,
    thumbstick: pressed[THUMBSTICK] ?? false,
    aButton: pressed[A] ?? false,
    bButton: pressed[B] ?? false,
    triggerValue: buttons[TRIGGER] ?? 0,
    squeezeValue: buttons[SQUEEZE] ?? 0,
    touchpadValue: [axes[0] ?? 0, axes[1] ?? 0],
    thumbstickValue: [axes[2] ?? 0, axes[3] ?? 0],
    buttons,
    pressed,
    touched,
    axes,
  }
}

type Controls = Pick<Gamepad, 'buttons' | 'axes'>
const NO_GAMEPAD: Controls = { buttons: [], axes: [] }

/** Everything that a gamepad has, in its own order; a placeholder is at rest. Fresh lists, made in plain loops. */
export function allOf({ buttons, axes }: Controls): Pick<ControllerState, 'buttons' | 'pressed' | 'touched' | 'axes'> {
  const count = buttons.length
  const all = {
    buttons: new Array<number>(count),
    pressed: new Array<boolean>(count),
    touched: new Array<boolean>(count),
    axes: new Array<number>(axes.length),
  }
  for (let index = 0; index < count; index += 1) {
    const button = buttons[index]
    all.buttons[index] = button?.value ?? 0
    all.pressed[index] = button?.pressed ?? false
    all.touched[index] = button?.touched ?? false
  }
  for (let index = 0; index < axes.length; index += 1) all.axes[index] = axes[index] ?? 0
  return all
}

const TRIGGER = 0
const SQUEEZE = 1
const TOUCHPAD = 2
const THUMBSTICK = 3
const A = 4
const B = 5
