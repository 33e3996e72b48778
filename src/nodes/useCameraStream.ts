import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useRef } from 'react'
import { useScene } from '../scene/context.ts'
import type { SceneLook } from '../scene/SceneLook.ts'
import { CameraSignature, cameraSample } from './cameraSample.ts'

/** Vuer's key of the desktop's camera. */
const CAMERA_KEY = 'defaultCamera'

/** Late enough that everything which moves the camera has moved it. */
const AFTER_CONTROLS = -1

/** Sends CAMERA_MOVE whenever the desktop's view has changed, at most `fps` times a second, the last one always. */
export function useCameraStream(isStreaming: boolean, fps: number): void {
  const { cameras, emit, look } = useScene()
  const gl = useThree((state) => state.gl)
  const size = useThree((state) => state.size)
  const invalidate = useThree((state) => state.invalidate)
  const state = useRef<{ signature: CameraSignature; lastSent: number; timer: Timer }>(null)
  state.current ??= { signature: new CameraSignature(), lastSent: Number.NEGATIVE_INFINITY, timer: undefined }

  useFrame(() => {
    const camera = cameras.view
    const stream = state.current
    if (!isStreaming || !camera || !stream || gl.xr.isPresenting) return
    const now = performance.now()
    // A frame may come a little early; without tolerance every second one would be left out at the display's own rate.
    const wait = stream.lastSent + (1000 / fps) * 0.95 - now
    if (wait > 0) {
      stream.timer ??= setTimeout(() => {
        stream.timer = undefined
        invalidate()
      }, wait)
      return
    }
    if (!stream.signature.hasChanged(camera, size.width, size.height)) return
    stream.lastSent = now
    emit({
      etype: 'CAMERA_MOVE',
      key: CAMERA_KEY,
      value: { ...cameraSample(camera, size.width, size.height), ...worldOf(look) },
      capturedAt: performance.timeOrigin + now,
    })
  }, AFTER_CONTROLS)

  useEffect(
    () => () => {
      clearTimeout(state.current?.timer)
      if (state.current) state.current.timer = undefined
    },
    [],
  )
}

/** Vuer's client says which colour is behind the scene, if a `BackgroundColor` does. */
function worldOf({ background }: SceneLook): { world?: { background: unknown } } {
  const behind = background.get()
  return behind && 'color' in behind ? { world: { background: behind.color } } : {}
}

type Timer = ReturnType<typeof setTimeout> | undefined
