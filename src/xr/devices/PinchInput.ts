import { type XRFrame, XRGazeInput, XRInputSource, XRInputSourceEvent, XRSpace } from 'iwer'

/** iwer's base of all inputs is not among its exports: this is its shape, and below is the class. */
declare class AnyInput {
  constructor(inputSource: XRInputSource)
  readonly position: XRGazeInput['position']
  readonly quaternion: XRGazeInput['quaternion']
  readonly inputSource: XRInputSource
  connected: boolean
  onFrameStart(frame: XRFrame): void
}
const TrackedInput = Object.getPrototypeOf(XRGazeInput) as typeof AnyInput

const PROFILES = ['generic-hand-select', 'generic-trigger']

/** From the frame before a pinch to the one after it. `listed` and `over`: the source is there, and nothing is pressed. */
type Phase = 'out' | 'coming' | 'listed' | 'down' | 'over'

/**
 * WebXR's `transient-pointer`: a source that is there only while somebody pinches. Its target ray goes where they looked
 * when the pinch began, and follows the hand from then on.
 */
export class PinchInput extends TrackedInput {
  #phase: Phase = 'out'
  #isHeld = false

  constructor(side: 'left' | 'right', space: XRSpace) {
    const source = [side, 'transient-pointer', PROFILES, new XRSpace(space), undefined, new XRSpace(space)] as const
    super(new XRInputSource(...(source as unknown as ConstructorParameters<typeof XRInputSource>)))
    this.connected = false
  }

  /** Pinches, with the ray where `position` and `quaternion` are. */
  press(): void {
    this.#isHeld = true
    if (this.#phase !== 'out') return
    this.#phase = 'coming'
    this.connected = true
  }

  release(): void {
    this.#isHeld = false
  }

  /** One frame: the source comes, is pressed, is let go and leaves, each in a frame of its own. */
  override onFrameStart(frame: XRFrame): void {
    super.onFrameStart(frame)
    const dispatch = (type: string) =>
      frame.session.dispatchEvent(new XRInputSourceEvent(type, { frame, inputSource: this.inputSource }))
    switch (this.#phase) {
      case 'out':
        break
      case 'coming':
        this.#phase = 'listed'
        break
      case 'listed':
        this.#phase = 'down'
        dispatch('selectstart')
        break
      case 'down':
        if (this.#isHeld) break
        this.#phase = 'over'
        dispatch('select')
        dispatch('selectend')
        break
      case 'over':
        this.#phase = 'out'
        this.connected = false
        break
      default:
        this.#phase satisfies never
    }
  }
}
