import { ControllerSampler, type ControllerState, controllerStateOf } from './controllerSample.ts'
import { findInput } from './inputSource.ts'
import type { SampleSource } from './SampleStream.ts'
import type { Side, Tracking } from './tracking.ts'

/** The value of CONTROLLER_MOVE. Poses are target rays: 16 numbers, column-major, metres, in the reference space. */
export interface ControllerMoveValue {
  left: Float32Array | null
  leftState: ControllerState | Record<string, never>
  right: Float32Array | null
  rightState: ControllerState | Record<string, never>
  tracking: Record<Side, Tracking>
}

/** Both controllers. A side that is not wanted is not even looked at, and absent. */
export class ControllersSource implements SampleSource<ControllerMoveValue> {
  readonly left = new ControllerSampler()
  readonly right = new ControllerSampler()
  wanted: Readonly<Record<Side, boolean>> = { left: true, right: true }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    return this.#readSide('left', frame, space) | this.#readSide('right', frame, space)
  }

  lose(): void {
    this.left.tracking = 'absent'
    this.right.tracking = 'absent'
  }

  value(): ControllerMoveValue {
    const left = matrixOf(this.left)
    const right = matrixOf(this.right)
    return {
      left,
      leftState: left ? controllerStateOf(this.left.gamepad) : {},
      right,
      rightState: right ? controllerStateOf(this.right.gamepad) : {},
      tracking: { left: this.left.tracking, right: this.right.tracking },
    }
  }

  #readSide(side: Side, frame: XRFrame, space: XRReferenceSpace): number {
    const source = this.wanted[side] ? findInput(frame.session, 'controller', side) : undefined
    if (this[side].read(frame, space, source) === 'absent') return 0
    return side === 'left' ? 1 : 2
  }
}

const matrixOf = (controller: ControllerSampler): Float32Array | null =>
  controller.tracking === 'absent' ? null : controller.matrix.slice()
