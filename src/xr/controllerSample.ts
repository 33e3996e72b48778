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
}

/** Reads one controller, once a frame: 16 numbers of its target ray, column-major, metres, in the reference space. */
export class ControllerSampler {
  readonly matrix = new Float32Array(16)
  tracking: Tracking = 'absent'
  gamepad: Gamepad | undefined

  read(frame: XRFrame, space: XRSpace, source: XRInputSource | undefined): Tracking {
    this.gamepad = source?.gamepad
    const pose = source && frame.getPose(source.targetRaySpace, space)
    if (pose) this.matrix.set(pose.transform.matrix)
    this.tracking = pose && isFiniteList(this.matrix) ? trackingOf(pose) : 'absent'
    return this.tracking
  }
}

/**
 * Buttons and axes by the `xr-standard` mapping. A controller with fewer of them reports those it lacks as not pressed
 * and in the middle; browsers and emulators that leave a placeholder `null` among the axes mean the same.
 */
export function controllerStateOf(gamepad: Gamepad | undefined): ControllerState {
  const button = (index: number): GamepadButton | undefined => gamepad?.buttons[index]
  const pressed = (index: number) => button(index)?.pressed ?? false
  const value = (index: number) => button(index)?.value ?? 0
  const axis = (index: number) => gamepad?.axes[index] ?? 0
  return {
    trigger: pressed(TRIGGER),
    squeeze: pressed(SQUEEZE),
    touchpad: pressed(TOUCHPAD) ? 'pressed' : button(TOUCHPAD)?.touched ? 'touched' : false,
    thumbstick: pressed(THUMBSTICK),
    aButton: pressed(A),
    bButton: pressed(B),
    triggerValue: value(TRIGGER),
    squeezeValue: value(SQUEEZE),
    touchpadValue: [axis(0), axis(1)],
    thumbstickValue: [axis(2), axis(3)],
  }
}

const TRIGGER = 0
const SQUEEZE = 1
const TOUCHPAD = 2
const THUMBSTICK = 3
const A = 4
const B = 5
