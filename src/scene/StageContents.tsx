import { useFrame, useThree } from '@react-three/fiber'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Group } from 'three'
import type { Slot } from '../../protocol/index.ts'
import { ViewControls } from '../nodes/ViewControls.tsx'
import { useScene, useSceneProps, useSlot, useStageNeeds } from './context.ts'
import { guardFrames } from './guardFrames.ts'
import { place } from './placement.ts'
import { SceneNodes } from './SceneNodes.tsx'
import { StageLook } from './StageLook.tsx'
import { ViewCamera } from './ViewCamera.tsx'
import { ViewerCamera, ViewerGrid, ViewerLight } from './viewerSupplies.tsx'

/** Before everything that reads where objects are. */
const FIRST = -1000

/** Everything inside the canvas: the scene, and what the viewer supplies where the scene brings nothing. */
export function StageContents({ children }: { children?: ReactNode }) {
  const { scene, batches, mounting } = useScene()
  const needs = useStageNeeds()
  const { grid } = useSceneProps()
  const invalidate = useThree((state) => state.invalidate)
  const root = useThree((state) => state.scene)
  const getRoot = useThree((state) => state.get)
  // While rendering, so that it is done before the first callback subscribes, which is after it.
  useState(() => guardFrames(getRoot(), scene.problems))
  useEffect(() => {
    invalidate()
    return scene.subscribeChanges(() => invalidate())
  }, [scene, invalidate])
  useFrame(() => scene.flush(), FIRST)
  useFrame((_state, _delta, xrFrame) => {
    mounting.isPresenting = xrFrame !== undefined
    if (xrFrame) mounting.frame()
  })
  // three.js asks here at every drawing, for eyes and for pictures: world matrices are right, and nothing is drawn yet.
  useLayoutEffect(() => {
    root.onBeforeRender = (_renderer, _scene, camera) => batches.prepare(root, camera)
    return () => {
      root.onBeforeRender = () => {}
    }
  }, [root, batches])

  return (
    <>
      <StageLook />
      <ViewCamera />
      {needs.camera === undefined && <ViewerCamera />}
      {!needs.hasControls && <ViewControls />}
      {!needs.hasLight && <ViewerLight />}
      {!needs.hasGrid && grid && <ViewerGrid />}
      <SlotNodes slot="bgChildren" />
      <PlacedNodes />
      <SlotNodes slot="rawChildren" />
      {children}
    </>
  )
}

function SlotNodes({ slot }: { slot: Slot }) {
  return <SceneNodes keys={useSlot(slot)} />
}

/** The scene's own placement moves its `children` and nothing else. */
function PlacedNodes() {
  const { scene } = useScene()
  const group = useRef<Group>(null)
  const { position, rotation, scale } = useSceneProps()
  useLayoutEffect(() => {
    if (group.current) place(group.current, { position, rotation, scale })
    scene.invalidate()
  }, [position, rotation, scale, scene])
  return (
    <group ref={group}>
      <SlotNodes slot="children" />
    </group>
  )
}
