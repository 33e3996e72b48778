import { createContext, useContext, useEffect, useLayoutEffect, useMemo } from 'react'
import { CoordsAxes } from '../CoordsAxes.tsx'
import type { ViewProps } from '../View.ts'
import { ArrowMark } from './ArrowMark.ts'
import { BoxMark } from './BoxMark.ts'
import { GripperMark } from './GripperMark.ts'

export function ArrowView({ props, objectRef, children }: ViewProps<'Arrow'>) {
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
type GripperTag = 'Gripper' | 'SkeletalGripper'
const AXES_LENGTH = 0.1

export function GripperView({ node, props, objectRef, children }: ViewProps<GripperTag>) {
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
/** How wide the edges of boxes are, in metres; 0 for two pixels. */
const EdgeWidth = createContext(0)

export function BoundingBoxView({ props, objectRef, children }: ViewProps<'BoundingBox'>) {
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

export function BoundingBoxProviderView({ props, objectRef, children }: ViewProps<'BoundingBoxProvider'>) {
  return (
    <EdgeWidth value={props.edgeWidth}>
      <group ref={objectRef}>{children}</group>
    </EdgeWidth>
  )
}
export function BBoxView({ objectRef, children }: ViewProps<'BBox'>) {
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
