import type { ThreeEvent } from '@react-three/fiber'
import type { URDFJoint } from 'urdf-loader'
import type { PointerName, Release } from '../../../protocol/index.ts'
import { RateLimiter } from '../../xr/rate.ts'
import { pauseControls } from '../interaction/pauseControls.ts'
import { hitOf, isShown, type Pointer, pointerOf } from '../interaction/pointers.ts'
import { JointDrag } from './JointDrag.ts'
import type { Robot } from './Robot.ts'

const MAX_FPS = 60

export interface JointPointerHost {
  /** The controls of the view, which stand still meanwhile. */
  controls(): unknown
  send(etype: 'JOINT_MOVE' | 'JOINT_MOVE_END', value: Record<string, unknown>): void
  /** The part under the pointer lights up. */
  show(part: URDFJoint | null, how: 'hovered' | 'held'): void
  /** The robot has moved: a new picture is due. */
  moved(): void
}

/** The pointers of the page on one robot: which joint lights up, which one is dragged, and what the script hears of it. */
export class JointPointer {
  readonly #robot: Robot
  readonly #host: JointPointerHost
  readonly #drag: JointDrag
  readonly #rate = new RateLimiter()
  #held: { readonly id: number; readonly pointer: PointerName; resume(): void } | undefined
  #isUnsent = false

  constructor(robot: Robot, host: JointPointerHost) {
    this.#robot = robot
    this.#host = host
    this.#drag = new JointDrag(robot)
  }

  /** For the robot's object. */
  readonly handlers = {
    onPointerMove: (event: ThreeEvent<PointerEvent>): void => {
      if (this.#held) {
        if (this.#held.id === event.pointerId) this.#follow(event)
        return
      }
      const part = this.#partAt(event, pointerOf(event))
      if (part) event.stopPropagation()
      // Whoever turns the view with a button pressed does not point at anything.
      this.#host.show(event.nativeEvent.buttons > 0 ? null : (part ?? null), 'hovered')
    },
    onPointerLeave: (): void => {
      if (!this.#held) this.#host.show(null, 'hovered')
    },
    onPointerDown: (event: ThreeEvent<PointerEvent>): void => {
      const { id, name, source } = pointerOf(event)
      const part = this.#partAt(event, { source })
      if (this.#held || event.nativeEvent.button > 0 || !part) return
      event.stopPropagation()
      const target = event.target as { setPointerCapture?(id: number): void } | null
      target?.setPointerCapture?.(event.pointerId)
      this.#held = { id, pointer: name, resume: pauseControls(this.#host.controls()) }
      this.#drag.take(part, event)
      this.#robot.held = this.#drag.joint
      this.#host.show(part, 'held')
    },
    onPointerUp: (event: ThreeEvent<PointerEvent>): void => this.letGo(event.pointerId, 'released'),
  }

  letGo(pointerId: number, reason: Release): void {
    if (this.#held?.id === pointerId) this.end(reason)
  }

  /** Nobody has hold of a joint any longer. */
  end(reason: Release): void {
    const held = this.#held
    this.#host.show(null, 'hovered')
    if (!held) return
    const value = this.#value()
    this.#held = undefined
    this.#isUnsent = false
    this.#robot.held = undefined
    this.#drag.letGo()
    held.resume()
    this.#host.send('JOINT_MOVE_END', { ...value, pointer: held.pointer, reason })
  }

  /** Says what is not said yet, if it is time. Call it once a frame. */
  flush(timeMs: number): void {
    if (!this.#isUnsent || !this.#held) return
    if (!this.#rate.take(timeMs, MAX_FPS)) {
      this.#host.moved()
      return
    }
    this.#isUnsent = false
    this.#host.send('JOINT_MOVE', { ...this.#value(), pointer: this.#held.pointer })
  }

  #follow(event: ThreeEvent<PointerEvent>): void {
    event.stopPropagation()
    const before = this.#robot.valueOf(this.#drag.joint ?? '')
    this.#drag.moveRay(event.ray)
    if (this.#robot.valueOf(this.#drag.joint ?? '') === before) return
    this.#isUnsent = true
    this.#host.moved()
  }

  #partAt(event: ThreeEvent<PointerEvent>, { source }: Pick<Pointer, 'source'>): URDFJoint | undefined {
    const part = hitOf(event)
    return source || !isShown(part) ? undefined : this.#robot.jointAt(part)
  }

  #value() {
    const joint = this.#drag.joint ?? ''
    return { joint, value: this.#robot.valueOf(joint), jointValues: this.#robot.jointValues }
  }
}
