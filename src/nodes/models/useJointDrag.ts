import { useFrame, useThree } from '@react-three/fiber'
import { useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Object3D } from 'three'
import { useScene } from '../../scene/context.ts'
import { usePresenting } from '../../xr/interaction/usePresenting.ts'
import { ClickScope, MoveScope } from '../interaction/clicks.ts'
import { Glow } from '../interaction/Glow.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'
import type { PropsOf } from '../View.ts'
import { JointPointer } from './JointPointer.ts'
import type { Robot } from './Robot.ts'

const NONE = {}

/**
 * What a robot's object needs so that a person can drag its joints on the page. In a headset it is nothing; inside a
 * `Movable` or `Clickable` the robot is moved or clicked as a whole.
 */
export function useJointDrag(key: string, robot: Robot | undefined, props: PropsOf<'Urdf'>) {
  const { scene, emit } = useScene()
  const get = useThree((state) => state.get)
  const gl = useThree((state) => state.gl)
  const isPartOfMore = [useContext(MoveScope) !== null, useContext(ClickScope)].includes(true)
  const isPresenting = usePresenting()
  const canDrag = props.enableJointDrag && !isPartOfMore && !isPresenting
  const color = props.jointHighlightColor
  const glow = useMemo(() => new Glow(color), [color])
  useEffect(() => () => glow.dispose(), [glow])
  const lit = useRef(glow)
  lit.current = glow
  useFeedbackLayer()

  const pointer = useMemo(() => {
    if (!robot || !canDrag) return undefined
    const isApart = (part: Object3D) => robot.jointAt(part) === part
    return new JointPointer(robot, {
      controls: () => get().controls,
      send: (etype, value) => emit({ etype, key, value, capturedAt: Date.now() }),
      show(part, how) {
        if (part) lit.current.show(part, how, isApart)
        else lit.current.hide()
        scene.invalidate()
      },
      moved: () => scene.invalidate(),
    })
  }, [robot, canDrag, get, emit, key, scene])

  const newest = useRef(pointer)
  useLayoutEffect(() => {
    newest.current = pointer
  })
  useLayoutEffect(() => () => newest.current?.end('removed'), [])
  useEffect(() => {
    if (!pointer) return
    const { domElement } = gl
    const lost = ({ pointerId }: PointerEvent) => pointer.letGo(pointerId, 'interrupted')
    domElement.addEventListener('lostpointercapture', lost)
    domElement.addEventListener('pointercancel', lost)
    return () => {
      domElement.removeEventListener('lostpointercapture', lost)
      domElement.removeEventListener('pointercancel', lost)
      pointer.end('interrupted')
    }
  }, [pointer, gl])
  useFrame(() => pointer?.flush(performance.now()))
  return pointer?.handlers ?? NONE
}
