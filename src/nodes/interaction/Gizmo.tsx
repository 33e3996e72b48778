import { PivotControls } from '@react-three/drei'
import { useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type Group, Matrix4, Mesh } from 'three'
import type { PointerName } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import { FEEDBACK_LAYER, UNLIT } from './Glow.ts'
import type { Movement } from './Movement.ts'
import { pauseControls } from './pauseControls.ts'

export interface GizmoProps {
  movement: Movement
  scale: number
  lineWidth: number
  offset: readonly number[]
  activeAxes: readonly boolean[]
  locked: boolean
  fixed?: boolean
  depthTest?: boolean
  opacity?: number
  disableAxes?: boolean
  disableSliders?: boolean
  disableRotations?: boolean
  disableScaling?: boolean
}

/** Axes, planes and rings to drag on the desktop. It stands inside the object that it moves. */
export default function Gizmo({ movement, offset, activeAxes, locked, ...looks }: GizmoProps) {
  const { scene } = useScene()
  const gl = useThree((state) => state.gl)
  const get = useThree((state) => state.get)
  const root = useRef<Group>(null)
  const pressed = useRef<{ id: number; pointer: PointerName }>({ id: -1, pointer: 'mouse' })
  const drag = useMemo(() => new Drag(movement), [movement])
  const [isFresh, setFresh] = useState(true)

  useEffect(() => {
    const { domElement } = gl
    const down = ({ pointerId, pointerType }: PointerEvent) => {
      pressed.current = {
        id: pointerId,
        pointer: pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse',
      }
    }
    // The handles hear nothing of a pointer that is lost, and would go on dragging with the next one: they are made anew.
    const lost = ({ pointerId }: PointerEvent) => {
      if (drag.end(pointerId, 'interrupted')) setFresh(false)
    }
    domElement.addEventListener('pointerdown', down, true)
    domElement.addEventListener('lostpointercapture', lost)
    domElement.addEventListener('pointercancel', lost)
    return () => {
      domElement.removeEventListener('pointerdown', down, true)
      domElement.removeEventListener('lostpointercapture', lost)
      domElement.removeEventListener('pointercancel', lost)
    }
  }, [gl, drag])
  useLayoutEffect(() => () => drag.forget(), [drag])
  useLayoutEffect(() => {
    if (locked) drag.forget()
  }, [locked, drag])
  useEffect(() => {
    if (!isFresh) setFresh(true)
  }, [isFresh])

  useLayoutEffect(() => {
    root.current?.traverse((part) => {
      part.userData[UNLIT] = true
      if (part instanceof Mesh && part.visible) part.layers.set(FEEDBACK_LAYER)
    })
    scene.invalidate()
  })

  return (
    <group ref={root}>
      <PivotControls
        {...looks}
        autoTransform={false}
        enabled={isFresh && !locked}
        offset={offset as [number, number, number]}
        activeAxes={activeAxes as [boolean, boolean, boolean]}
        onDragStart={() => drag.start(pressed.current.id, pressed.current.pointer, pauseControls(get().controls))}
        onDrag={(_local, _deltaLocal, world) => {
          drag.move(world)
          scene.invalidate()
        }}
        onDragEnd={() => drag.end(pressed.current.id, 'released')}
      />
    </group>
  )
}

/** One drag of the handles. */
class Drag {
  readonly #movement: Movement
  readonly #target = new Matrix4()
  #pointerId: number | undefined
  #resume: (() => void) | undefined

  constructor(movement: Movement) {
    this.#movement = movement
  }

  start(pointerId: number, pointer: PointerName, resume: () => void): void {
    this.forget()
    if (!this.#movement.takeAlone({ id: this, pointer })) {
      resume()
      return
    }
    this.#pointerId = pointerId
    this.#resume = resume
  }

  move(world: Matrix4): void {
    if (this.#movement.isHeldBy(this)) this.#movement.bring(this.#target.copy(world), performance.now())
  }

  /** False if this pointer drags nothing. */
  end(pointerId: number, reason: 'released' | 'interrupted'): boolean {
    if (pointerId !== this.#pointerId) return false
    this.#movement.release(this, reason)
    this.forget()
    return true
  }

  /** The view may move again. */
  forget(): void {
    this.#resume?.()
    this.#resume = undefined
    this.#pointerId = undefined
  }
}
