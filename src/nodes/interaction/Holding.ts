import type { ThreeEvent } from '@react-three/fiber'
import { type Object3D, Vector3 } from 'three'
import type { Release } from '../../../protocol/index.ts'
import type { Holds } from '../../xr/interaction/Holds.ts'
import type { Origin } from '../../xr/interaction/Origin.ts'
import { tick } from '../../xr/interaction/tick.ts'
import type { RawProps } from '../View.ts'
import { Movement, type MovementHost, type MovementRules, type Range } from './Movement.ts'
import { pauseControls } from './pauseControls.ts'
import { isShown, type Pointer, pointerOf } from './pointers.ts'
import { ScreenGrip } from './ScreenGrip.ts'
import { XRGrips } from './XRGrips.ts'

/** The props that say how a node may be moved. */
export interface MovingProps {
  readonly rotate: MovementRules['turning']
  readonly activeAxes: readonly boolean[]
  readonly translationLimits: readonly Range[] | undefined
  readonly localRotation: boolean
  readonly resize: boolean
  readonly stream: boolean
  readonly fps: number
  readonly locked: boolean
}

export type HoldingState = 'hovered' | 'held' | null

/** What it needs of the stage. */
export interface HoldingHost {
  readonly holds: Holds
  readonly origin: Origin
  object(): Object3D | null
  props(): MovingProps
  /** What the script has written on the node. */
  written(): RawProps
  /** The scene's axis. */
  up(): readonly number[]
  session(): XRSession | null
  /** The controls of the view, which rest while something is dragged. */
  controls(): unknown
  send: MovementHost['send']
  onState(state: HoldingState): void
  /** A new picture is due. */
  invalidate(): void
}

/** One node under the pointers of a page and of a headset: who points at it, who takes it, who lets go. */
export class Holding {
  readonly movement: Movement
  readonly #grips: XRGrips
  readonly #host: HoldingHost
  readonly #over = new Set<number>()
  readonly #onScreen = new Map<number, { grip: ScreenGrip; resume: () => void }>()
  readonly #up = new Vector3()

  constructor(host: HoldingHost) {
    this.#host = host
    this.movement = new Movement({
      holds: host.holds,
      object: () => host.object(),
      rules: () => rulesOf(host.props(), this.#up.fromArray(host.up()).normalize()),
      props: () => host.written(),
      send: (etype, value) => {
        host.send(etype, value)
        this.#showState()
      },
    })
    this.#grips = new XRGrips(this.movement, host.origin, () => this.#showState())
  }

  /** For the group that is pointed at. */
  readonly handlers = {
    onPointerDown: (event: ThreeEvent<PointerEvent>): void => {
      const pointer = pointerOf(event)
      const object = this.#host.object()
      if (this.#host.props().locked || pointer.name === 'finger' || !object || !isShown(object)) return
      const isTaken = pointer.source ? this.#takeFromHeadset(event, pointer) : this.#takeFromScreen(event, pointer)
      if (!isTaken) return
      event.stopPropagation()
      capture(event)
      this.#showState()
    },
    onPointerMove: (event: ThreeEvent<PointerEvent>): void => {
      const held = this.#onScreen.get(event.pointerId)
      const object = this.#host.object()
      if (!held || !object) return
      event.stopPropagation()
      middle.setFromMatrixPosition(object.matrixWorld)
      const { grip } = held
      const isNew = grip.move(event, middle, this.#up.fromArray(this.#host.up()).normalize())
      if (isNew) this.movement.take({ id: event.pointerId, pointer: pointerOf(event).name }, grip.hand, grip.place)
      else this.movement.move(event.pointerId, grip.hand)
      this.movement.follow(performance.now())
      this.#host.invalidate()
    },
    onPointerUp: (event: ThreeEvent<PointerEvent>): void => {
      const { name, source } = pointerOf(event)
      if (source) this.#grips.letGo(source, name)
      else this.letGo(event.pointerId, 'released')
    },
    onPointerEnter: (event: ThreeEvent<PointerEvent>): void => {
      const { id, name, source } = pointerOf(event)
      if (this.#host.props().locked || name === 'finger') return
      this.#over.add(id)
      if (!this.movement.isHeld) tick(source, 'hover')
      this.#showState()
    },
    onPointerLeave: (event: ThreeEvent<PointerEvent>): void => {
      this.#over.delete(pointerOf(event).id)
      this.#showState()
    },
  }

  /** A pointer of the page lets go, or is lost. */
  letGo(pointerId: number, reason: Release): void {
    const held = this.#onScreen.get(pointerId)
    if (!held) return
    this.#onScreen.delete(pointerId)
    held.resume()
    this.movement.release(pointerId, reason)
    this.#host.invalidate()
  }

  /** Every pointer of the page is gone: a headset has the picture now. */
  leaveScreen(): void {
    for (const id of [...this.#onScreen.keys()]) this.letGo(id, 'interrupted')
  }

  frame(frame: XRFrame, space: XRReferenceSpace): void {
    this.#grips.frame(frame, space, performance.now())
  }

  leaveHeadset(): void {
    this.#grips.dropAll('interrupted')
  }

  /** Nobody holds it any longer, and nobody points at it. */
  releaseAll(reason: Release): void {
    this.#grips.dropAll(reason)
    for (const id of [...this.#onScreen.keys()]) this.letGo(id, reason)
    this.movement.releaseAll(reason)
    this.#over.clear()
    this.#showState()
  }

  #takeFromScreen(event: ThreeEvent<PointerEvent>, { id, name }: Pointer): boolean {
    if (event.nativeEvent.button > 0 || this.#host.session()) return false
    const grip = new ScreenGrip(event.point, event.camera, event.pointer)
    if (!this.movement.take({ id, pointer: name }, grip.hand, grip.place)) return false
    this.#onScreen.set(id, { grip, resume: pauseControls(this.#host.controls()) })
    return true
  }

  #takeFromHeadset(event: ThreeEvent<PointerEvent>, { name, hand, source }: Pointer): boolean {
    const session = this.#host.session()
    if (!session || !source || this.#host.holds.isFull(source)) return false
    return this.#grips.add(session, { source, pointer: name, hand, place: event.point.clone() })
  }

  #showState(): void {
    const isHeld = this.movement.isHeld || !this.#grips.isEmpty
    this.#host.onState(isHeld ? 'held' : this.#over.size > 0 ? 'hovered' : null)
  }
}

const rulesOf = (props: MovingProps, up: Vector3): MovementRules => ({
  turning: props.rotate,
  up,
  apart: props.localRotation,
  resize: props.resize,
  activeAxes: props.activeAxes,
  translationLimits: props.translationLimits,
  stream: props.stream,
  fps: props.fps,
})

/** The pointer belongs to what it has taken, wherever it goes: on the page and in a headset alike. */
function capture(event: ThreeEvent<PointerEvent>): void {
  const target = event.target as { setPointerCapture?(id: number): void } | null
  target?.setPointerCapture?.(event.pointerId)
}

const middle = new Vector3()
