import type { ThreeEvent } from '@react-three/fiber'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Group, Object3D } from 'three'
import { useScene } from '../../scene/context.ts'
import { tick } from '../../xr/interaction/tick.ts'
import { useBoth } from '../useBoth.ts'
import type { ViewProps } from '../View.ts'
import { ClickScope, touched, useClickHandlers } from './clicks.ts'
import { hitOf, isShown, type OnePointerEvent, type Pointer, pointerOf } from './pointers.ts'
import { useFeedbackLayer, useGlow } from './useFeedback.ts'

export default function Clickable({ node, props, objectRef, children }: ViewProps<'Clickable'>) {
  const { key } = node
  const { scene, emit } = useScene()
  const group = useRef<Group>(null)
  const latest = useRef(props)
  const [isOver, setOver] = useState(false)
  const inside = useMemo(() => new Map<number, Pointer>(), [])
  useFeedbackLayer()
  useGlow(group, isOver && props.highlight && !props.disabled ? 'hovered' : null)

  const targetOf = useCallback(
    (event: OnePointerEvent) => {
      let at: Object3D | null = hitOf(event)
      while (at && !(at.name !== '' && scene.graph.has(at.name))) at = at.parent
      return at ? { key, target: at.name } : { key }
    },
    [scene, key],
  )
  const click = useCallback(
    (event: OnePointerEvent) => {
      if (latest.current.disabled || !group.current || !isShown(group.current)) return
      emit({ etype: 'ON_CLICK', ...touched(event, targetOf(event)) })
    },
    [emit, targetOf],
  )
  const clicks = useClickHandlers(click)

  const leaveAll = useCallback(() => {
    for (const { name, hand } of inside.values()) {
      const value = { key, pointer: name, ...(hand ? { hand } : {}) }
      if (latest.current.hover) emit({ etype: 'ON_POINTER_LEAVE', key, value, capturedAt: Date.now() })
    }
    inside.clear()
  }, [emit, inside, key])

  useLayoutEffect(() => {
    if (props.disabled || !props.hover) {
      leaveAll()
      setOver(false)
    }
    latest.current = props
  })
  // Who was on it is told that it is gone.
  useLayoutEffect(() => leaveAll, [leaveAll])

  const handlers = useMemo(
    () => ({
      ...clicks,
      onPointerEnter(event: ThreeEvent<PointerEvent>) {
        const pointer = pointerOf(event)
        if (latest.current.disabled || inside.has(pointer.id) || !group.current || !isShown(group.current)) return
        inside.set(pointer.id, pointer)
        setOver(true)
        tick(pointer.source, 'hover')
        if (latest.current.hover) emit({ etype: 'ON_POINTER_ENTER', key, ...touched(event, targetOf(event)) })
      },
      onPointerLeave(event: ThreeEvent<PointerEvent>) {
        clicks.onPointerLeave?.(event)
        if (!inside.delete(pointerOf(event).id)) return
        setOver(inside.size > 0)
        if (latest.current.hover) emit({ etype: 'ON_POINTER_LEAVE', key, ...touched(event, { key }) })
      },
    }),
    [clicks, emit, inside, key, targetOf],
  )

  return (
    <group
      ref={useBoth(
        group,
        useMemo(() => pokedBy(objectRef), [objectRef]),
      )}
      {...handlers}
    >
      <ClickScope value={true}>{children}</ClickScope>
    </group>
  )
}

/** A hand that is near pokes with its finger. Pinching beside a button means nothing. */
const allows = (_id: number, type: string, state: { inputSource?: XRInputSource } | undefined): boolean =>
  !(type === 'grab' && state?.inputSource?.hand)

const pokedBy =
  (objectRef: ViewProps['objectRef']): ViewProps['objectRef'] =>
  (object) => {
    // Read by the pointers of @react-three/xr.
    if (object) Object.assign(object, { pointerEventsType: allows })
    return objectRef(object)
  }
