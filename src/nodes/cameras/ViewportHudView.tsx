import { addAfterEffect, createPortal, type RootState, useFrame, useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type Group, PerspectiveCamera, type Scene } from 'three'
import { CameraRegistry } from '../../scene/CameraRegistry.ts'
import { SceneContext, useScene, useStageNeeds } from '../../scene/context.ts'
import { SceneLook } from '../../scene/SceneLook.ts'
import { OverlayLook } from '../../scene/StageLook.tsx'
import { ViewerLight } from '../../scene/viewerSupplies.tsx'
import { FrameGuard } from '../../xr/FrameGuard.ts'
import { MeshBatches } from '../batches/MeshBatches.ts'
import { useBoth } from '../useBoth.ts'
import { useViewCamera } from '../useViewCamera.ts'
import type { ViewProps } from '../View.ts'
import { HudPicture } from './HudPicture.ts'
import { placeInWindow, type WindowPlace } from './windowPlace.ts'

/** A pointer meets what is in a HUD before anything of the view, whatever the distances are. */
const BEFORE_THE_VIEW = 1000

/** A scene of its own in a rectangle of the window, over the picture of the view. Nothing while a headset has the page. */
export default function ViewportHudView(view: ViewProps<'ViewportHud'>) {
  const isNested = useScene().hud !== undefined
  const { report } = view
  useEffect(() => {
    report('place', isNested ? 'it is not drawn inside another ViewportHud' : null)
    return () => report('place', null)
  }, [report, isNested])
  return isNested ? null : <WindowHud {...view} />
}

function WindowHud({ node, props, objectRef, report, children }: ViewProps<'ViewportHud'>) {
  const services = useScene()
  const { scene, cameras } = services
  const { key } = node
  const width = useThree((state) => state.size.width)
  const height = useThree((state) => state.size.height)
  const place = placeInWindow(props, { width, height })
  const picture = useMemo(
    () => new HudPicture(new FrameGuard((problem) => report('picture', problem && `its picture ${problem}`))),
    [report],
  )
  useEffect(() => () => report('picture', null), [report])
  const root = useRef<Group>(null)
  const ref = useBoth(root, objectRef)
  const inside = useMemo(
    () => ({
      ...services,
      cameras: new CameraRegistry(),
      look: new SceneLook(),
      batches: new MeshBatches(),
      hud: key,
    }),
    [services, key],
  )
  useLayoutEffect(() => {
    const { batches } = inside
    picture.scene.onBeforeRender = (_renderer, drawn, through) => batches.prepare(drawn as Scene, through)
    return () => batches.dispose()
  }, [inside, picture])

  useLayoutEffect(() => {
    Object.assign(picture, { order: props.renderPriority, place, window: { width, height }, root: root.current })
    scene.invalidate()
  })
  useOverlay(picture, cameras)

  const compute = useMemo(
    () => (event: { offsetX: number; offsetY: number }, state: RootState) => pointInto(picture.place, event, state),
    [picture],
  )
  return createPortal(
    <SceneContext value={inside}>
      <OverlayLook />
      <Supplies />
      <HudCamera picture={picture} place={place} />
      <group ref={ref}>{children}</group>
    </SceneContext>,
    picture.scene,
    { size: place, events: { priority: BEFORE_THE_VIEW + props.renderPriority, compute } },
  )
}

/** Draws all overlays after each picture of the view, in their order: the first of them does it for all. */
function useOverlay(picture: HudPicture, cameras: CameraRegistry): void {
  const { scene } = useScene()
  const gl = useThree((state) => state.gl)
  const isDue = useRef(false)
  useFrame(() => {
    isDue.current = !gl.xr.isPresenting
  })
  useLayoutEffect(() => {
    const endOverlay = cameras.addOverlay(picture)
    const endEffect = addAfterEffect(() => {
      if (!isDue.current) return
      isDue.current = false
      const { overlays } = cameras
      if (overlays[0] === picture) for (const overlay of overlays) overlay.draw(gl, null)
    })
    return () => {
      endEffect()
      endOverlay()
      scene.invalidate()
    }
  }, [picture, cameras, scene, gl])
}

/** What its scene does not bring, as on the stage. */
function Supplies() {
  const { camera, hasLight } = useStageNeeds()
  return (
    <>
      {camera === undefined && <DefaultCamera />}
      {!hasLight && <ViewerLight />}
    </>
  )
}

function DefaultCamera() {
  const made = useMemo(() => {
    const camera = new PerspectiveCamera(50, 1, 0.1, 1000)
    camera.position.z = 5
    return camera
  }, [])
  useViewCamera(useRef(made), true)
  return <primitive object={made} />
}

/** Everything inside looks through the camera of the HUD, which has the proportions of the rectangle. */
function HudCamera({ picture, place: { left, top, width, height } }: { picture: HudPicture; place: WindowPlace }) {
  const { cameras, scene } = useScene()
  const camera = useSyncExternalStore(cameras.subscribe, () => cameras.view)
  const set = useThree((state) => state.set)
  useLayoutEffect(() => set({ size: { left, top, width, height } }), [set, left, top, width, height])
  useLayoutEffect(() => {
    if (!camera) return
    picture.camera = camera
    set({ camera: camera as never })
    scene.invalidate()
  }, [camera, picture, set, scene])
  return null
}

/** Aims at what is under the pointer. Without a camera, R3F asks nothing in here. */
function pointInto(place: WindowPlace, event: { offsetX: number; offsetY: number }, state: RootState): void {
  const x = (event.offsetX - place.left) / place.width
  const y = (event.offsetY - place.top) / place.height
  state.pointer.set(x * 2 - 1, 1 - y * 2)
  state.raycaster.setFromCamera(state.pointer, state.camera)
  const isInside = x >= 0 && x <= 1 && y >= 0 && y <= 1 && !state.gl.xr.isPresenting
  if (!isInside) Object.assign(state.raycaster, { camera: undefined })
}
