import { Matrix4, type Object3D } from 'three'

/** A pointer of @react-three/xr, as far as a pinch moves it. */
export interface PinchPointer {
  move(scene: Object3D, event: { timeStamp: number }): void
  down(event: { timeStamp: number; button: number }): void
  up(event: { timeStamp: number; button: number }): void
  exit(event: { timeStamp: number }): void
}

/** The object whose -z is the pointer's ray; `transformReady` tells the pointer whether that is known. */
export type RayObject = Object3D & { transformReady?: boolean }

export interface PinchHost {
  pointer: PinchPointer
  ray: RayObject
  /** What the pointer may hit. */
  scene: Object3D
  /** Reference space to world frame. */
  worldFromReference: Matrix4
  referenceSpace(): XRReferenceSpace | null
}

/** Left button. */
const BUTTON = 0

/**
 * Gaze and pinch as a pointer (WebXR's `transient-pointer`). The source is there only while somebody pinches, so a pinch
 * must be seen the moment it begins: what is listened to is the session itself, whose events come in the middle of a
 * frame, and everything is done within them. There is nothing to hover with, before or after.
 */
export class Pinch {
  readonly #handedness: XRHandedness
  readonly #host: PinchHost
  readonly #onSource: (source: XRInputSource | undefined) => void
  #source: XRInputSource | undefined

  /** `onSource` hears who pinches, before the pointer is used, and `undefined` afterwards. */
  constructor(
    handedness: XRHandedness,
    host: PinchHost,
    onSource: (source: XRInputSource | undefined) => void = () => {},
  ) {
    this.#handedness = handedness
    this.#host = host
    this.#onSource = onSource
    host.ray.transformReady = false
  }

  /** Follows a session until the returned function is called. */
  follow(session: XRSession): () => void {
    const onStart = (event: XRInputSourceEvent) => this.#start(event)
    const onEnd = (event: XRInputSourceEvent) => this.#end(event)
    const onSources = ({ removed, timeStamp }: XRInputSourcesChangeEvent) => {
      if (this.#source && removed.includes(this.#source)) this.cancel(timeStamp)
    }
    session.addEventListener('selectstart', onStart)
    session.addEventListener('selectend', onEnd)
    session.addEventListener('inputsourceschange', onSources)
    return () => {
      session.removeEventListener('selectstart', onStart)
      session.removeEventListener('selectend', onEnd)
      session.removeEventListener('inputsourceschange', onSources)
      this.cancel(performance.now())
    }
  }

  /** Once a frame, before pointers are moved: the ray goes where the hand turns it. */
  frame(frame: XRFrame): void {
    if (this.#source) this.#aim(frame, this.#source)
  }

  /** Whoever pinched does not any more, without having let go of anything on purpose. */
  cancel(timeStamp: number): void {
    if (!this.#source) return
    this.#host.pointer.exit({ timeStamp })
    this.#forget()
  }

  #start({ inputSource, frame, timeStamp }: XRInputSourceEvent): void {
    if (inputSource.targetRayMode !== 'transient-pointer' || inputSource.handedness !== this.#handedness) return
    this.cancel(timeStamp)
    this.#source = inputSource
    this.#onSource(inputSource)
    const { pointer, scene } = this.#host
    this.#aim(frame, inputSource)
    pointer.move(scene, { timeStamp })
    pointer.down({ timeStamp, button: BUTTON })
  }

  #end({ inputSource, frame, timeStamp }: XRInputSourceEvent): void {
    if (inputSource !== this.#source) return
    const { pointer, scene } = this.#host
    if (this.#aim(frame, inputSource)) pointer.move(scene, { timeStamp })
    pointer.up({ timeStamp, button: BUTTON })
    pointer.exit({ timeStamp })
    this.#forget()
  }

  #forget(): void {
    this.#source = undefined
    this.#host.ray.transformReady = false
    this.#onSource(undefined)
  }

  #aim(frame: XRFrame, source: XRInputSource): boolean {
    const { ray, worldFromReference } = this.#host
    const space = this.#host.referenceSpace()
    const pose = space && frame.getPose(source.targetRaySpace, space)
    ray.transformReady = Boolean(pose)
    if (!pose) return false
    ray.matrix.multiplyMatrices(worldFromReference, referenceFromRay.fromArray(pose.transform.matrix))
    ray.matrixWorldNeedsUpdate = true
    return true
  }
}

const referenceFromRay = new Matrix4()
