import { Matrix4, type Vector3 } from 'three'
import type { PointerName, Release } from '../../../protocol/index.ts'
import { endOf, gripSpaceOf, hasSource } from '../../xr/interaction/gripSpace.ts'
import type { Origin } from '../../xr/interaction/Origin.ts'
import { tick } from '../../xr/interaction/tick.ts'
import { isLive, type Side, trackingOf } from '../../xr/tracking.ts'
import type { Movement } from './Movement.ts'

interface Grip {
  readonly source: XRInputSource
  readonly pointer: PointerName
  readonly hand: Side | undefined
  readonly space: XRSpace
  readonly place: Vector3
  /** Whether the movement knows of it: from the first frame on, which says where the hand is. */
  isTaken: boolean
  readonly stop: () => void
}

/**
 * The hands, controllers and rays of a headset that hold one node. They are followed by what WebXR says of them in each
 * frame, and not by pointers, which keep their last pose: a hand that is not seen any more has let go.
 */
export class XRGrips {
  readonly #movement: Movement
  readonly #origin: Origin
  readonly #onChange: () => void
  readonly #grips = new Map<XRInputSource, Grip>()

  /** `onChange` is called when the last one has gone. */
  constructor(movement: Movement, origin: Origin, onChange: () => void) {
    this.#movement = movement
    this.#origin = origin
    this.#onChange = onChange
  }

  get isEmpty(): boolean {
    return this.#grips.size === 0
  }

  /** A source has taken hold at a place in the world frame. False when it holds the node already. */
  add(
    session: XRSession,
    grip: { source: XRInputSource; pointer: PointerName; hand: Side | undefined; place: Vector3 },
  ): boolean {
    const { source, pointer } = grip
    if (this.#grips.has(source)) return false
    const end = endOf(pointer)
    const onEnd = (event: XRInputSourceEvent) => {
      if (event.inputSource === source) this.#drop(source, 'released')
    }
    session.addEventListener(end, onEnd)
    this.#grips.set(source, {
      ...grip,
      space: gripSpaceOf(source, pointer),
      isTaken: false,
      stop: () => session.removeEventListener(end, onEnd),
    })
    return true
  }

  /** One frame: takes, follows, or loses. */
  frame(frame: XRFrame, space: XRReferenceSpace, timeMs: number): void {
    if (this.#grips.size === 0) return
    if (!isLive(frame.session)) {
      this.dropAll('interrupted')
      return
    }
    for (const grip of [...this.#grips.values()]) {
      const { source } = grip
      const pose = hasSource(frame.session, source) ? frame.getPose(grip.space, space) : undefined
      if (!pose) {
        this.#drop(source, 'lost')
        continue
      }
      hand.fromArray(pose.transform.matrix).premultiply(this.#origin.matrix)
      if (grip.isTaken) {
        // Somebody else may have made it let go.
        if (this.#movement.isHeldBy(source)) this.#movement.move(source, hand, trackingOf(pose))
        else this.#forget(source)
        continue
      }
      const holder = { id: source, pointer: grip.pointer, hand: grip.hand }
      grip.isTaken = this.#movement.take(holder, hand, grip.place)
      if (grip.isTaken) tick(source, 'grab')
      else this.#forget(source)
    }
    this.#movement.follow(timeMs)
  }

  /** The pointer that it is held with has let go, says whoever makes pointers; a short press may be over unseen. */
  letGo(source: XRInputSource, pointer: PointerName): void {
    if (this.#grips.get(source)?.pointer === pointer) this.#drop(source, 'released')
  }

  dropAll(reason: Release): void {
    for (const source of [...this.#grips.keys()]) this.#drop(source, reason)
  }

  #drop(source: XRInputSource, reason: Release): void {
    this.#movement.release(source, reason)
    this.#forget(source)
  }

  #forget(source: XRInputSource): void {
    this.#grips.get(source)?.stop()
    if (this.#grips.delete(source) && this.isEmpty) this.#onChange()
  }
}

const hand = new Matrix4()
