import { createContext, useContext, useEffect, useLayoutEffect, useMemo } from 'react'
import type { Object3D } from 'three'
import { isNumbers } from '../scene/placement.ts'
import { CoordsAxes } from './CoordsAxes.tsx'
import { setColor } from './colors.ts'
import { ArrowMark } from './marks/ArrowMark.ts'
import { BoxMark } from './marks/BoxMark.ts'
import { GripperMark } from './marks/GripperMark.ts'
import { setOpacity } from './setOpacity.ts'
import type { LiveApplier, View, ViewProps } from './View.ts'

function ArrowView({ props, objectRef, children }: ViewProps<'Arrow'>) {
  const { headScale, lod, wireframe } = props
  const arrow = useMemo(() => new ArrowMark(), [])
  useLayoutEffect(() => arrow.shape(headScale, lod), [arrow, headScale, lod])
  useLayoutEffect(() => {
    arrow.material.wireframe = wireframe
  }, [arrow, wireframe])
  useEffect(() => () => arrow.dispose(), [arrow])
  return (
    <primitive object={arrow} ref={objectRef}>
      {children}
    </primitive>
  )
}
const asArrow = (object: Object3D) => object as ArrowMark
export const arrow: View<'Arrow'> = {
  component: ArrowView,
  live: {
    direction(object, value) {
      const isRight = isNumbers(value, 3)
      asArrow(object).point(isRight ? (value as number[]) : [1, 0, 0])
      return isRight || value === undefined
    },
    color: (object, value) => setColor(asArrow(object).material.color, value, 'red'),
    opacity: (object, value) => setOpacity(asArrow(object).material, value),
  },
}

type GripperTag = 'Gripper' | 'SkeletalGripper'
const AXES_LENGTH = 0.1

function GripperView({ node, props, objectRef, children }: ViewProps<GripperTag>) {
  const { skeleton = true, axes = false, showOrigin = false } = props as Partial<ViewProps<'Gripper'>['props']>
  const isSkeleton = node.tag === 'SkeletalGripper' || skeleton
  const gripper = useMemo(() => new GripperMark({ skeleton: isSkeleton }), [isSkeleton])
  useLayoutEffect(() => gripper.showOrigin(showOrigin), [gripper, showOrigin])
  useEffect(() => () => gripper.dispose(), [gripper])
  return (
    <primitive object={gripper} ref={objectRef}>
      {axes && <CoordsAxes scale={AXES_LENGTH} />}
      {children}
    </primitive>
  )
}
const asGripper = (object: Object3D) => object as GripperMark
const gripperLook = (opacity: number) => ({
  pinchWidth: ((object, value) => {
    const isRight = typeof value === 'number' && value >= 0
    asGripper(object).open(isRight ? value : 0.04)
    return isRight || value === undefined
  }) as LiveApplier,
  color: ((object, value) => setColor(asGripper(object).material.color, value, '#f5a524')) as LiveApplier,
  opacity: ((object, value) => setOpacity(asGripper(object).material, value, opacity)) as LiveApplier,
})
export const gripper: View<'Gripper'> = {
  component: GripperView as View<'Gripper'>['component'],
  live: gripperLook(1),
}
export const skeletalGripper: View<'SkeletalGripper'> = {
  component: GripperView as View<'SkeletalGripper'>['component'],
  live: gripperLook(0.9),
}

/** How wide the edges of boxes are, in metres; 0 for two pixels. */
const EdgeWidth = createContext(0)

function BoundingBoxView({ props, objectRef, children }: ViewProps<'BoundingBox'>) {
  const { edgeOpacity, wallOpacity } = props
  const given = useContext(EdgeWidth)
  const edgeWidth = props.edgeWidth ?? given
  const box = useMemo(() => new BoxMark(), [])
  useLayoutEffect(() => box.look({ edgeOpacity, wallOpacity, edgeWidth }), [box, edgeOpacity, wallOpacity, edgeWidth])
  useEffect(() => () => box.dispose(), [box])
  return (
    <primitive object={box} ref={objectRef}>
      {children}
    </primitive>
  )
}

/** Both corners at once; each is written as a list or as x, y and z. */
const span =
  (least: number, most: number): LiveApplier =>
  (object, _value, { min, max }) => {
    const [from, to] = [cornerOf(min, least), cornerOf(max, most)]
    if (!from || !to) return false
    ;(object as BoxMark).span(from, to)
    return true
  }

function cornerOf(value: unknown, fallback: number): readonly number[] | undefined {
  if (value === undefined) return [fallback, fallback, fallback]
  if (isNumbers(value, 3)) return value as number[]
  const { x, y, z } = (value ?? {}) as { x?: unknown; y?: unknown; z?: unknown }
  return isNumbers([x, y, z], 3) ? ([x, y, z] as number[]) : undefined
}

export const boundingBox: View<'BoundingBox'> = {
  component: BoundingBoxView,
  live: {
    min: span(-0.5, 0.5),
    max: span(-0.5, 0.5),
    color: (object, value) => setColor((object as BoxMark).color, value, '#00ff00'),
  },
}

function BoundingBoxProviderView({ props, objectRef, children }: ViewProps<'BoundingBoxProvider'>) {
  return (
    <EdgeWidth value={props.edgeWidth}>
      <group ref={objectRef}>{children}</group>
    </EdgeWidth>
  )
}
export const boundingBoxProvider: View<'BoundingBoxProvider'> = { component: BoundingBoxProviderView }

function BBoxView({ objectRef, children }: ViewProps<'BBox'>) {
  const box = useMemo(() => {
    const made = new BoxMark()
    made.look({ edgeOpacity: 1, wallOpacity: 0, edgeWidth: 0 })
    return made
  }, [])
  useEffect(() => () => box.dispose(), [box])
  return (
    <primitive object={box} ref={objectRef}>
      {children}
    </primitive>
  )
}
export const bbox: View<'BBox'> = {
  component: BBoxView,
  live: {
    min: span(-1, 1),
    max: span(-1, 1),
    color: (object, value) => setColor((object as BoxMark).color, value, '#ffffff'),
  },
}
