import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { MathUtils, type Object3D, type OrthographicCamera, type PerspectiveCamera, Quaternion } from 'three'
import { lazyPart } from '../page/lazyPart.tsx'
import type { SceneCameraObject } from '../scene/CameraRegistry.ts'
import { useScene, useStageNeeds } from '../scene/context.ts'
import { isMoved, turnFromY } from '../scene/placement.ts'
import { aimLocally } from './aim.ts'
import { lazyView } from './lazyView.tsx'
import { liveNumber } from './liveValues.ts'
import { useBoth } from './useBoth.ts'
import { useViewCamera } from './useViewCamera.ts'
import type { LiveApplier, PropsOf, RawProps, View, ViewProps } from './View.ts'
import { ViewControls } from './ViewControls.tsx'

const ViewKeys = lazyPart(() => import('./cameras/ViewKeys.tsx'))
const ScenePreview = lazyPart(() => import('./cameras/ScenePreview.tsx'))
const CameraFrustum = lazyPart(async () => ({ default: (await import('./cameras/CameraFrustum.tsx')).CameraFrustum }))

const lens = (property: 'fov' | 'near' | 'far' | 'zoom', fallback: number, least: number): LiveApplier =>
  liveNumber<PerspectiveCamera>(property, fallback, { least, onChange: (camera) => camera.updateProjectionMatrix() })

/** Moves what the camera looks straight at out of the middle of its picture. */
const principalPoint: LiveApplier = (object, value, { cx, cy }) => {
  const camera = object as PerspectiveCamera
  const isRight = value === undefined || isShare(value)
  const [right, up] = [isShare(cx) ? cx : 0, isShare(cy) ? cy : 0]
  const { aspect } = camera
  if (right === 0 && up === 0) camera.clearViewOffset()
  else camera.setViewOffset(1, 1, -right / 2, up / 2, 1, 1)
  camera.aspect = aspect
  camera.updateProjectionMatrix()
  return isRight
}
const isShare = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 1

/** Registers a camera under its node's key, for pictures. */
function useRegistered(key: string, camera: RefObject<SceneCameraObject | null>, isShown = true): void {
  const { cameras } = useScene()
  useLayoutEffect(
    () => (camera.current ? cameras.register(key, camera.current, { preview: () => isShown }) : undefined),
    [cameras, key, camera, isShown],
  )
}

/** What all cameras of a scene do: the desktop looks through one of them, the others show where they are. */
function useSceneCamera<C extends SceneCameraObject>(
  { node, props, objectRef }: ViewProps<'PerspectiveCamera' | 'OrthographicCamera'>,
  adjust: (camera: C) => void,
) {
  const camera = useRef<C>(null)
  const [object, setObject] = useState<C | null>(null)
  const isView = useStageNeeds().camera === node.key
  useLayoutEffect(() => {
    setObject(camera.current)
    if (!camera.current) return
    adjust(camera.current)
    camera.current.updateProjectionMatrix()
  })
  useRegistered(node.key, camera, props.previewInOverlay === true)
  useViewCamera(camera, isView, (props as Partial<PropsOf<'SimplePerspectiveCamera'>>).manual === true)
  const frustum = object && !isView && props.showFrustum && (
    <CameraFrustum camera={object} distance={props.previewDistance} />
  )
  const preview = object && !isView && props.previewInScene && (
    <ScenePreview camera={object} distance={props.previewDistance} height={props.renderSizeH} />
  )
  const marks = (
    <>
      {frustum}
      {preview}
    </>
  )
  return { ref: useBoth(camera, objectRef), marks }
}

function PerspectiveCameraView(view: ViewProps<'PerspectiveCamera'>) {
  const { ref, marks } = useSceneCamera<PerspectiveCamera>(view as never, (camera) => {
    camera.aspect = view.props.aspect
  })
  return (
    <perspectiveCamera ref={ref}>
      {marks}
      {view.children}
    </perspectiveCamera>
  )
}
export const perspectiveCamera: View<'PerspectiveCamera'> = {
  component: PerspectiveCameraView,
  live: {
    fov: lens('fov', 60, 0),
    near: lens('near', 0.1, 0),
    far: lens('far', 1000, 0),
    zoom: lens('zoom', 1, 0),
    cx: principalPoint,
    cy: principalPoint,
  },
  placedBy: ['lookAt'],
  settle: aimLocally,
}

function OrthographicCameraView(view: ViewProps<'OrthographicCamera'>) {
  const { left, right, top, bottom } = view.props
  const { ref, marks } = useSceneCamera<OrthographicCamera>(view as never, (camera) =>
    Object.assign(camera, { left, right, top, bottom }),
  )
  const { report } = view
  const isFlat = left === right || top === bottom
  useEffect(() => report('edges', isFlat ? 'left and right, and top and bottom, must differ' : null), [report, isFlat])
  return (
    <orthographicCamera ref={ref}>
      {marks}
      {view.children}
    </orthographicCamera>
  )
}
export const orthographicCamera: View<'OrthographicCamera'> = {
  component: OrthographicCameraView,
  live: { near: lens('near', 0.1, 0), far: lens('far', 1000, 0), zoom: lens('zoom', 1, 0) },
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
  live: {
    fov: lens('fov', 60, 0),
    near: lens('near', 0.1, 0),
    far: lens('far', 2000, 0),
    zoom: lens('zoom', 1, 0),
    cx: principalPoint,
    cy: principalPoint,
  },
  placedBy: ['lookAt'],
  settle: settleSceneCamera,
}

/** Cameras that look along their own axis, from where they are put. */
const settleSimple = (object: Object3D, props: RawProps) => {
  if (!isMoved(props)) object.position.set(0, 0, 5)
}
export const simplePerspectiveCamera: View<'SimplePerspectiveCamera'> = {
  component: PerspectiveCameraView as unknown as View<'SimplePerspectiveCamera'>['component'],
  live: { fov: lens('fov', 50, 0), near: lens('near', 0.1, 0), far: lens('far', 1000, 0), zoom: lens('zoom', 1, 0) },
  settle: settleSimple,
}
export const simpleOrthographicCamera: View<'SimpleOrthographicCamera'> = {
  component: OrthographicCameraView as unknown as View<'SimpleOrthographicCamera'>['component'],
  live: { near: lens('near', 0.1, 0), far: lens('far', 1000, 0), zoom: lens('zoom', 1, 0) },
  settle: settleSimple,
}

type ControlsTag = 'OrbitControls' | 'SceneCameraControl'

function Controls({ node, props, children }: ViewProps<ControlsTag>) {
  const isActive = useStageNeeds().controls === node.key
  const isTargetWritten = node.props.target !== undefined
  const own = 'mode' in props ? sceneControlSettings(props) : orbitSettings(props)
  const settings = {
    enablePan: props.enablePan,
    enableRotate: props.enableRotate,
    enableZoom: props.enableZoom,
    minDistance: props.minDistance,
    maxDistance: props.maxDistance === 0 ? Number.POSITIVE_INFINITY : props.maxDistance,
    ...own,
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
      {isActive && 'mode' in props && <ViewKeys props={props} />}
      {children}
    </>
  )
}

const orbitSettings = (props: PropsOf<'OrbitControls'>) => ({
  enableDamping: props.enableDamping,
  zoomSpeed: props.zoomSpeed,
  rotateSpeed: props.rotateSpeed,
  panSpeed: props.panSpeed,
  screenSpacePanning: props.screenSpacePanning,
  minPolarAngle: MathUtils.degToRad(props.minPolarAngle),
  maxPolarAngle: MathUtils.degToRad(props.maxPolarAngle),
})

const GLIDE_FRAME_S = 1 / 60

const sceneControlSettings = (props: PropsOf<'SceneCameraControl'>) => ({
  enableDamping: props.enableDamping || props.smoothTime > 0,
  dampingFactor: props.smoothTime > 0 ? 1 - Math.exp(-GLIDE_FRAME_S / props.smoothTime) : 0.05,
  zoomSpeed: props.zoomSpeed * props.dollySpeed,
  rotateSpeed: props.rotateSpeed * props.mouseRotateSpeed,
  panSpeed: (props.panSpeed * props.truckSpeed) / 2,
  enableRotate: props.enableRotate && props.mode === 'orbit',
  minPolarAngle: props.minPolarAngle,
  maxPolarAngle: props.maxPolarAngle,
  minAzimuthAngle: props.minAzimuthAngle ?? Number.NEGATIVE_INFINITY,
  maxAzimuthAngle: props.maxAzimuthAngle ?? Number.POSITIVE_INFINITY,
})

export const orbitControls: View<'OrbitControls'> = { component: Controls as View<'OrbitControls'>['component'] }
export const sceneCameraControl: View<'SceneCameraControl'> = {
  component: Controls as View<'SceneCameraControl'>['component'],
}

export const viewportHud: View<'ViewportHud'> = { component: lazyView(() => import('./cameras/ViewportHudView.tsx')) }

function GrabRenderView({ node, children }: ViewProps<'GrabRender'>) {
  const { cameras } = useScene()
  const { key } = node
  useEffect(() => cameras.addViewKey(key), [cameras, key])
  return children
}
export const grabRender: View<'GrabRender'> = { component: GrabRenderView }
