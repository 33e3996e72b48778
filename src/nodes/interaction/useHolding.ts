import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Group } from 'three'
import type { GraphNode } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import { upOf } from '../../scene/placement.ts'
import { holdsOf } from '../../xr/interaction/Holds.ts'
import { originOf } from '../../xr/interaction/Origin.ts'
import { usePresenting } from '../../xr/interaction/usePresenting.ts'
import { useXRFrame } from '../../xr/useXRFrame.ts'
import type { ViewProps } from '../View.ts'
import { Holding, type HoldingState, type MovingProps } from './Holding.ts'
import { placeByHand } from './PlacedByHand.ts'

/**
 * What a node of the scene needs to be taken and moved, by the page’s pointers and by those of a headset. With `say`, that
 * is told instead of OBJECT_MOVE and OBJECT_MOVE_END.
 */
export function useHolding(
  node: GraphNode,
  props: MovingProps,
  objectRef: ViewProps['objectRef'],
  say?: (value: Record<string, unknown>) => void,
) {
  const { key } = node
  const { scene, emit } = useScene()
  const gl = useThree((state) => state.gl)
  const get = useThree((state) => state.get)
  const isPresenting = usePresenting()
  const object = useRef<Group>(null)
  const latest = useRef(props)
  const speak = useRef(say)
  const [state, setState] = useState<HoldingState>(null)

  const holding = useMemo(
    () =>
      new Holding({
        holds: holdsOf(scene),
        origin: originOf(scene),
        object: () => object.current,
        props: () => latest.current,
        written: () => scene.graph.get(key)?.props ?? {},
        up: () => upOf(scene.sceneProps),
        session: () => (get().gl.xr.isPresenting ? get().gl.xr.getSession() : null),
        controls: () => get().controls,
        send: (etype, value) => {
          if (speak.current) speak.current(value)
          else emit({ etype, key, value, capturedAt: Date.now() })
        },
        onState: setState,
        invalidate: () => scene.invalidate(),
      }),
    [scene, emit, key, get],
  )
  const { movement } = holding

  useLayoutEffect(() => {
    latest.current = props
    speak.current = say
    if (props.locked) holding.releaseAll('locked')
  })
  useLayoutEffect(() => {
    if (isPresenting) holding.leaveScreen()
  }, [isPresenting, holding])
  // A layout effect: when it ends, the object is still in the scene, and can be asked where it is.
  useLayoutEffect(() => () => holding.releaseAll('removed'), [holding])

  useEffect(() => {
    const { domElement } = gl
    const lost = ({ pointerId }: PointerEvent) => holding.letGo(pointerId, 'interrupted')
    domElement.addEventListener('lostpointercapture', lost)
    domElement.addEventListener('pointercancel', lost)
    return () => {
      domElement.removeEventListener('lostpointercapture', lost)
      domElement.removeEventListener('pointercancel', lost)
    }
  }, [gl, holding])

  useXRFrame({
    frame: (frame, space) => holding.frame(frame, space),
    interrupted: () => holding.leaveHeadset(),
  })
  useFrame(() => {
    if (movement.flush(performance.now())) scene.invalidate()
    if (!movement.placed.isOutdated(scene.graph.get(key)?.props ?? {})) return
    scene.touch(key, { placement: true })
    scene.invalidate()
  })

  const ref = useMemo(
    () => (group: Group | null) => {
      object.current = group
      if (group) {
        placeByHand(group, movement.placed)
        // Read by the pointers of @react-three/xr: a finger that pokes would keep the same hand from pinching.
        Object.assign(group, { pointerEventsType: { deny: 'touch' } })
      }
      const unbind = objectRef(group)
      return () => {
        unbind?.()
        object.current = null
      }
    },
    [objectRef, movement],
  )
  return { ref, object, handlers: holding.handlers, movement, state, isPresenting }
}
