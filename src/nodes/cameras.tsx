import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { MathUtils, type Object3D, type PerspectiveCamera, Quaternion } from 'three'
import { useScene, useStageNeeds } from '../scene/context.ts'
import { isMoved, turnFromY } from '../scene/placement.ts'
import { aimLocally } from './aim.ts'
import { liveNumber } from './liveValues.ts'
import { useBoth } from './useBoth.ts'
import { useViewCamera } from './useViewCamera.ts'
import type { LiveApplier, RawProps, View, ViewProps } from './View.ts'
import { ViewControls } from './ViewControls.tsx'

const lens = (property: 'fov' | 'near' | 'far' | 'zoom', fallback: number, least: number): LiveApplier =>
  liveNumber<PerspectiveCamera>(property, fallback, { least, onChange: (camera) => camera.updateProjectionMatrix() })

/** Registers a camera under its node's key, for pictures. */
function useRegistered(key: string, camera: RefObject<PerspectiveCamera | null>): void {
  const { cameras } = useScene()
  useLayoutEffect(() => (camera.current ? cameras.register(key, camera.current) : undefined), [cameras, key, camera])
}

function PerspectiveCameraView({ node, props, objectRef, children }: ViewProps<'PerspectiveCamera'>) {
  const camera = useRef<PerspectiveCamera>(null)
  const isView = useStageNeeds().camera === node.key
  useRegistered(node.key, camera)
  useViewCamera(camera, isView)
  useLayoutEffect(() => {
    if (isView || !camera.current) return
    camera.current.aspect = props.aspect
    camera.current.updateProjectionMatrix()
  }, [isView, props.aspect])
  return <perspectiveCamera ref={useBoth(camera, objectRef)}>{children}</perspectiveCamera>
}
export const perspectiveCamera: View<'PerspectiveCamera'> = {
  component: PerspectiveCameraView,
  live: { fov: lens('fov', 60, 0), near: lens('near', 0.1, 0), far: lens('far', 1000, 0), zoom: lens('zoom', 1, 0) },
  placedBy: ['lookAt'],
  settle: aimLocally,
}

function SceneCameraView({ node, objectRef, children }: ViewProps<'SceneCamera'>) {
  const camera = useRef<PerspectiveCamera>(null)
  useRegistered(node.key, camera)
  useViewCamera(camera, useStageNeeds().camera === node.key)
  return <perspectiveCamera ref={useBoth(camera, objectRef)}>{children}</perspectiveCamera>
}
const turn = new Quaternion()
/** Where Vuer's default scene looks from, with whatever axis is up. */
function settleSceneCamera(object: Object3D, props: RawProps, up: readonly number[]): void {
  if (!isMoved(props)) object.position.set(0, 5, 10).applyQuaternion(turnFromY(up, turn))
  aimLocally(object, props, up)
}
export const sceneCamera: View<'SceneCamera'> = {
  component: SceneCameraView,
  live: { fov: lens('fov', 60, 0), near: lens('near', 0.1, 0), far: lens('far', 2000, 0), zoom: lens('zoom', 1, 0) },
  placedBy: ['lookAt'],
  settle: settleSceneCamera,
}

function Controls({ node, props, children }: ViewProps<'OrbitControls' | 'SceneCameraControl'>) {
  const isActive = useStageNeeds().controls === node.key
  const polar = 'minPolarAngle' in props ? props : { minPolarAngle: 0, maxPolarAngle: 180 }
  const isTargetWritten = node.props.target !== undefined
  const settings = {
    enableDamping: props.enableDamping,
    enablePan: props.enablePan,
    enableRotate: props.enableRotate,
    enableZoom: props.enableZoom,
    minDistance: props.minDistance,
    maxDistance: props.maxDistance === 0 ? Number.POSITIVE_INFINITY : props.maxDistance,
    zoomSpeed: props.zoomSpeed,
    rotateSpeed: props.rotateSpeed,
    panSpeed: props.panSpeed,
    minPolarAngle: MathUtils.degToRad(polar.minPolarAngle),
    maxPolarAngle: MathUtils.degToRad(polar.maxPolarAngle),
  }
  return (
    <>
      <ViewControls
        isActive={isActive}
        settings={settings}
        target={isTargetWritten ? props.target : undefined}
        stream={props.stream}
        fps={props.fps}
      />
      {children}
    </>
  )
}
export const orbitControls: View<'OrbitControls'> = { component: Controls as View<'OrbitControls'>['component'] }
export const sceneCameraControl: View<'SceneCameraControl'> = {
  component: Controls as View<'SceneCameraControl'>['component'],
}

function GrabRenderView({ node, children }: ViewProps<'GrabRender'>) {
  const { cameras } = useScene()
  const { key } = node
  useEffect(() => cameras.addViewKey(key), [cameras, key])
  return children
}
export const grabRender: View<'GrabRender'> = { component: GrabRenderView }
