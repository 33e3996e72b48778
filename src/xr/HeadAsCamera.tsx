import { useThree } from '@react-three/fiber'
import { useRef } from 'react'
import { useScene } from '../scene/context.ts'
import { type EyeSize, HeadCameraSource } from './HeadCameraSource.ts'
import { isHeadCameraWanted } from './headCameraWanted.ts'
import { RateLimiter } from './rate.ts'
import { useEmittedStream } from './useEmittedStream.ts'
import { useXRFrame } from './useXRFrame.ts'

/** The key that Vuer's built-in camera speaks under. */
const KEY = 'defaultCamera'
const MAX_FPS = 60
/** How often the graph is asked whether anything streams. */
const LOOKS_PER_SECOND = 4

/** Sends the head as CAMERA_MOVE while in XR, which published programs expect. Draws nothing. */
export function HeadAsCamera() {
  const { scene } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const sizeOfEye = (): EyeSize => {
    const viewport = manager.getCamera().cameras[0]?.viewport
    return { width: viewport?.z ?? 0, height: viewport?.w ?? 0 }
  }
  const { stream } = useEmittedStream('CAMERA_MOVE', KEY, () => new HeadCameraSource(sizeOfEye))
  const look = useRef({ rate: new RateLimiter(), isWanted: false })
  useXRFrame({
    frame(frame, space) {
      const { rate } = look.current
      if (rate.take(performance.now(), LOOKS_PER_SECOND)) {
        look.current.isWanted = isHeadCameraWanted(scene.graph.nodes.values())
      }
      if (look.current.isWanted) stream.frame(frame, space, MAX_FPS)
    },
    interrupted() {
      stream.stop()
      look.current.rate.reset()
    },
  })
  return null
}
