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
  readonly #state = emptyState()

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

  /** Its buttons and axes: the same map with the same lists each time. */
  state(): ControllerState {
    return controllerStateOf(this.gamepad, this.#state)
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
 * and in the middle; browsers and emulators that leave a placeholder `null` among the axes mean the same. What is
 * returned is `into`.
 */
export function controllerStateOf(gamepad: Gamepad | undefined, into: ControllerState = emptyState()): ControllerState {
  const { buttons, pressed, touched, axes } = allOf(gamepad ?? NO_GAMEPAD, into)
  into.trigger = pressed[TRIGGER] ?? false
  into.squeeze = pressed[SQUEEZE] ?? false
  into.touchpad = pressed[TOUCHPAD] ? 'pressed' : touched[TOUCHPAD] ? 'touched' : false
  into.thumbstick = pressed[THUMBSTICK] ?? false
  into.aButton = pressed[A] ?? false
  into.bButton = pressed[B] ?? false
  into.triggerValue = buttons[TRIGGER] ?? 0
  into.squeezeValue = buttons[SQUEEZE] ?? 0
  into.touchpadValue[0] = axes[0] ?? 0
  into.touchpadValue[1] = axes[1] ?? 0
  into.thumbstickValue[0] = axes[2] ?? 0
  into.thumbstickValue[1] = axes[3] ?? 0
  return into
}

const emptyState = (): ControllerState => ({
  trigger: false,
  squeeze: false,
  touchpad: false,
  thumbstick: false,
  aButton: false,
  bButton: false,
  triggerValue: 0,
  squeezeValue: 0,
  touchpadValue: [0, 0],
  thumbstickValue: [0, 0],
  ...emptyLists(),
})

type Controls = Pick<Gamepad, 'buttons' | 'axes'>
type Lists = Pick<ControllerState, 'buttons' | 'pressed' | 'touched' | 'axes'>
const NO_GAMEPAD: Controls = { buttons: [], axes: [] }
const emptyLists = (): Lists => ({ buttons: [], pressed: [], touched: [], axes: [] })

/** Everything that a gamepad has, in its own order; a placeholder is at rest. What is returned is `into`. */
export function allOf<L extends Lists>({ buttons, axes }: Controls, into: L): L {
  const count = buttons.length
  into.buttons.length = count
  into.pressed.length = count
  into.touched.length = count
  into.axes.length = axes.length
  for (let index = 0; index < count; index += 1) {
    const button = buttons[index]
    into.buttons[index] = button?.value ?? 0
    into.pressed[index] = button?.pressed ?? false
    into.touched[index] = button?.touched ?? false
  }
  for (let index = 0; index < axes.length; index += 1) into.axes[index] = axes[index] ?? 0
  return into
}

const TRIGGER = 0
const SQUEEZE = 1
const TOUCHPAD = 2
const THUMBSTICK = 3
const A = 4
const B = 5
