import { useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { OrthographicCamera, PerspectiveCamera } from 'three'
import { cameraLike } from '../../calls/grabCamera.ts'
import { PictureEncoder } from '../../calls/PictureEncoder.ts'
import { useScene } from '../../scene/context.ts'
import { CameraFrustum } from '../cameras/CameraFrustum.tsx'
import { Handle } from '../interaction/Handle.tsx'
import { LazyGizmo } from '../interaction/LazyGizmo.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'
import { useHolding } from '../interaction/useHolding.ts'
import type { PropsOf, ViewProps } from '../View.ts'
import { Monitor } from './Monitor.tsx'
import { Sensor, type Shot } from './Sensor.ts'
import { useEvenly } from './useEvenly.ts'

const AXES_LENGTH = 0.2
const FRUSTUM_LENGTH = 0.5
const HANDLE_SIZE = 0.04

/** How it is moved by hand. */
const MOVING = {
  rotate: 'free',
  activeAxes: [true, true, true],
  translationLimits: undefined,
  localRotation: false,
  resize: false,
  stream: true,
  fps: 60,
} as const

/** A camera of the scene that takes pictures by itself. */
export default function CameraView({ node, props, objectRef, children }: ViewProps<'CameraView'>) {
  const { key } = node
  const { scene, cameras, emit } = useScene()
  const gl = useThree((state) => state.gl)
  const root = useThree((state) => state.scene)
  const sensor = useMemo(() => new Sensor(new PictureEncoder()), [])
  const camera = useMemo(
    () => (props.ctype === 'perspective' ? new PerspectiveCamera() : new OrthographicCamera()),
    [props.ctype],
  )
  const latest = useRef(props)
  useFeedbackLayer()
  const { ref, handlers, movement, state, isPresenting } = useHolding(
    node,
    { ...MOVING, locked: !props.movable },
    objectRef,
    ({ matrix }) =>
      emit({ etype: 'CAMERA_MOVE', key, value: { matrix: Array.from(matrix as number[]) }, capturedAt: Date.now() }),
  )

  useLayoutEffect(() => {
    latest.current = props
    setLens(camera, props)
    scene.invalidate()
  })
  useLayoutEffect(() => {
    const picture = () => {
      const { width, height, downsample, renderDepth } = latest.current
      return { width, height, downsample, depth: renderDepth }
    }
    return cameras.register(key, camera, { picture, preview: () => false })
  }, [cameras, key, camera])
  useEffect(() => () => sensor.dispose(), [sensor])

  const shot = (): Shot => {
    const { width, height, downsample } = latest.current
    return {
      gl,
      scene: root,
      camera: cameraLike(camera, aspectOf(latest.current)),
      width: Math.max(1, Math.floor(width / downsample)),
      height: Math.max(1, Math.floor(height / downsample)),
      without: cameras.beforeTheEyes,
    }
  }
  const send = async () => {
    const { renderDepth, quality, width, height } = latest.current
    const capturedAt = Date.now()
    const picture = await sensor.take(shot(), { depth: renderDepth, quality })
    if (picture) emit({ etype: 'CAMERA_VIEW', key, value: { dpr: 1, width, height, ...picture }, capturedAt })
  }

  const { stream, fps } = props
  useEvenly(fps, () => {
    if (stream === 'frame') send().catch(ignore)
    else if (props.monitor) sensor.draw(shot())
  })

  const sendLatest = useRef(send)
  useLayoutEffect(() => {
    sendLatest.current = send
  })
  useEffect(() => {
    if (stream !== 'frame' && stream !== 'time') return
    const due = () => {
      if (stream === 'frame') scene.invalidate()
      else {
        scene.flush()
        sendLatest.current().catch(ignore)
      }
    }
    const timer = setInterval(due, 1000 / fps)
    return () => clearInterval(timer)
  }, [stream, fps, scene])

  return (
    <>
      <group ref={ref} {...(isPresenting && props.movable ? handlers : {})}>
        <primitive object={camera} />
        {props.showFrustum && props.showCamera && <CameraFrustum camera={camera} distance={FRUSTUM_LENGTH} />}
        {props.movable &&
          (isPresenting ? (
            <Handle size={[HANDLE_SIZE, HANDLE_SIZE, HANDLE_SIZE]} state={state ?? 'idle'} wireframe={false} axes={0} />
          ) : (
            <LazyGizmo
              movement={movement}
              scale={AXES_LENGTH * props.movableScale}
              lineWidth={2}
              offset={ORIGIN}
              activeAxes={MOVING.activeAxes}
              locked={false}
              disableScaling
            />
          ))}
        {children}
      </group>
      {props.monitor && (
        <Monitor
          texture={() => sensor.texture}
          aspect={props.width / props.height}
          origin={props.origin}
          distance={props.distanceToCamera}
        />
      )}
    </>
  )
}

const ORIGIN = [0, 0, 0] as const

/** The page is closing, or the graphics card was lost: the next picture says whether there are any. */
const ignore = () => {}

const aspectOf = ({ aspect, width, height }: PropsOf<'CameraView'>) => aspect ?? width / height

function setLens(camera: PerspectiveCamera | OrthographicCamera, props: PropsOf<'CameraView'>): void {
  const { near, far } = props
  if (camera instanceof PerspectiveCamera) Object.assign(camera, { near, far, fov: props.fov, aspect: aspectOf(props) })
  else {
    const { left, right, top, bottom } = props
    Object.assign(camera, { near, far, left, right, top, bottom })
  }
  camera.updateProjectionMatrix()
}
