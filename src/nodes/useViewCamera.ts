import { useThree } from '@react-three/fiber'
import { type RefObject, useLayoutEffect } from 'react'
import { PerspectiveCamera } from 'three'
import type { SceneCameraObject } from '../scene/CameraRegistry.ts'
import { useScene } from '../scene/context.ts'

/**
 * Makes a camera the one that the desktop looks through, for as long as `isView` says so. `keepsShape`: its picture is
 * stretched to the window's proportions.
 */
export function useViewCamera(camera: RefObject<SceneCameraObject | null>, isView: boolean, keepsShape = false): void {
  const { cameras, scene, hud } = useScene()
  const width = useThree((state) => state.size.width)
  const height = useThree((state) => state.size.height)
  useLayoutEffect(() => {
    if (!camera.current) return
    // React Three Fiber leaves such a camera alone; inside a HUD it would set it to pixels.
    Object.assign(camera.current, { manual: keepsShape || hud !== undefined })
    if (!isView) return
    if (!keepsShape) fitToWindow(camera.current, width > 0 && height > 0 ? width / height : 1)
    cameras.setView(camera.current)
    scene.invalidate()
  })
}

/** A camera without perspective keeps its upper and lower edge and its middle. */
export function fitToWindow(camera: SceneCameraObject, aspect: number): void {
  if (camera instanceof PerspectiveCamera) camera.aspect = aspect
  else {
    const middle = (camera.left + camera.right) / 2
    const half = ((camera.top - camera.bottom) * aspect) / 2
    camera.left = middle - half
    camera.right = middle + half
  }
  camera.updateProjectionMatrix()
}
