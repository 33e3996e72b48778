import type { ControllerMove } from '../events.ts'
import type { SeenState, Side } from './HandPose.ts'
import { isPose, Pose } from './Pose.ts'

/** What the sender says of a controller's buttons and axes, named and in the gamepad's order. */
export type ControllerState = NonNullable<ControllerMove['leftState']>

/** `value` is from 0 to 1; of a button that is only on or off it is 1 while pressed. */
export interface ControllerButton {
  readonly pressed: boolean
  readonly value: number
}

export interface ControllerButtons {
  readonly trigger: ControllerButton
  readonly squeeze: ControllerButton
  readonly touchpad: ControllerButton & { readonly touched: boolean }
  readonly thumbstick: ControllerButton
  /** A on the right, X on the left. */
  readonly a: ControllerButton
  /** B on the right, Y on the left. */
  readonly b: ControllerButton
}

/** x and y from -1 to 1; -1 is left, and away from the person. */
export interface ControllerAxes {
  readonly touchpad: readonly [x: number, y: number]
  readonly thumbstick: readonly [x: number, y: number]
}

/** A controller that is there; poses are in the world frame (`openxr`). */
export class ControllerPose {
  readonly side: Side
  readonly tracking: SeenState
  /** Where it points: -z is the direction. */
  readonly ray: Pose
  /** Where it is held, as WebXR defines its grip space; `null` where the sender does not say. */
  readonly grip: Pose | null
  readonly state: ControllerState

  constructor(
    side: Side,
    ray: Float32Array,
    { tracking, state, grip }: { tracking: SeenState; state: ControllerState; grip: Float32Array | null },
  ) {
    this.side = side
    this.tracking = tracking
    this.ray = new Pose(ray)
    this.grip = grip && new Pose(grip)
    this.state = state
  }

  /** What the sender does not say is not pressed. */
  get buttons(): ControllerButtons {
    const { trigger, triggerValue, squeeze, squeezeValue, touchpad, thumbstick, aButton, bButton } = this.state
    const pressed = touchpad === true || touchpad === 'pressed'
    return {
      trigger: button(trigger, triggerValue),
      squeeze: button(squeeze, squeezeValue),
      touchpad: { ...button(pressed), touched: pressed || touchpad === 'touched' },
      thumbstick: button(thumbstick),
      a: button(aButton),
      b: button(bButton),
    }
  }

  /** What the sender does not say is in the middle. */
  get axes(): ControllerAxes {
    const { touchpadValue, thumbstickValue } = this.state
    return { touchpad: pair(touchpadValue), thumbstick: pair(thumbstickValue) }
  }
}

const button = (pressed = false, value = pressed ? 1 : 0): ControllerButton => ({ pressed, value })
const pair = (values: readonly (number | null)[] = []): [number, number] => [values[0] ?? 0, values[1] ?? 0]

/** One controller of a CONTROLLER_MOVE; `null` when it is absent. */
export function controllerOf(value: ControllerMove, side: Side): ControllerPose | null {
  const ray = value[side]
  const tracking = value.tracking[side]
  if (!ray || tracking === 'absent' || !isPose(ray)) return null
  return new ControllerPose(side, ray, { tracking, state: value[`${side}State`] ?? {}, grip: value[`${side}Grip`] })
}
