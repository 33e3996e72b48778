import { useThree } from '@react-three/fiber'
import { type RefObject, useLayoutEffect } from 'react'
import type { PerspectiveCamera } from 'three'
import { useScene } from '../scene/context.ts'

/** Makes a camera the one that the desktop looks through, for as long as `isView` says so. */
export function useViewCamera(camera: RefObject<PerspectiveCamera | null>, isView: boolean): void {
  const { cameras, scene } = useScene()
  const width = useThree((state) => state.size.width)
  const height = useThree((state) => state.size.height)
  useLayoutEffect(() => {
    if (!isView || !camera.current) return
    camera.current.aspect = width > 0 && height > 0 ? width / height : 1
    camera.current.updateProjectionMatrix()
    cameras.setView(camera.current)
    scene.invalidate()
  }, [camera, isView, width, height, cameras, scene])
}
