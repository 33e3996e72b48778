import { useFrame } from '@react-three/fiber'
import type { RateMeter } from './RateMeter.ts'

/** Counts the frames that are drawn, on the desktop and in the headset. */
export function FrameCounter({ frames }: { frames: RateMeter }) {
  useFrame(() => frames.mark(performance.now()))
  return null
}
