import { useThree } from '@react-three/fiber'
import { useLayoutEffect, useSyncExternalStore } from 'react'
import { useScene } from './context.ts'

/** Makes R3F look through the desktop's camera, except while a headset has the stage: its camera is its own. */
export function ViewCamera() {
  const { cameras, scene } = useScene()
  const camera = useSyncExternalStore(cameras.subscribe, () => cameras.view)
  const set = useThree((state) => state.set)
  const xr = useThree((state) => state.gl.xr)
  useLayoutEffect(() => {
    if (!camera) return
    const show = () => {
      if (xr.isPresenting) return
      set({ camera: camera as never })
      scene.invalidate()
    }
    // Whoever took the camera for the session puts its old one back at the end; the newest has the last word.
    const showAfterwards = () => queueMicrotask(show)
    show()
    xr.addEventListener('sessionend', showAfterwards)
    return () => xr.removeEventListener('sessionend', showAfterwards)
  }, [camera, set, xr, scene])
  return null
}
