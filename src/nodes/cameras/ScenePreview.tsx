import { useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo } from 'react'
import { aspectOf, cameraLike } from '../../calls/grabCamera.ts'
import { drawInto, makePictureTarget } from '../../calls/renderPixels.ts'
import type { SceneCameraObject } from '../../scene/CameraRegistry.ts'
import { useScene } from '../../scene/context.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'
import { PicturePane } from '../sensors/PicturePane.ts'
import { useEvenly } from '../sensors/useEvenly.ts'
import { cornerAt } from './CameraFrustum.tsx'

const FPS = 15
const BORDER = 0.01

interface ScenePreviewProps {
  camera: SceneCameraObject
  /** How far ahead of it, in metres. */
  distance: number
  /** Of the picture, in pixels. */
  height: number
}

/** What a camera sees, on a pane in its frustum. Inside the camera. */
export default function ScenePreview({ camera, distance, height }: ScenePreviewProps) {
  const { cameras, scene } = useScene()
  const gl = useThree((state) => state.gl)
  const root = useThree((state) => state.scene)
  const pane = useMemo(() => new PicturePane(), [])
  const aspect = aspectOf(camera)
  const target = useMemo(() => makePictureTarget(Math.max(1, Math.round(height * aspect)), height), [height, aspect])
  useFeedbackLayer()
  useEffect(() => () => pane.dispose(), [pane])
  useEffect(() => () => target.dispose(), [target])
  useLayoutEffect(() => {
    const [left, bottom, ahead] = cornerAt(camera, distance, -1, -1)
    const [right, top] = cornerAt(camera, distance, 1, 1)
    pane.position.set((left + right) / 2, (bottom + top) / 2, ahead)
    pane.scale.set(right - left, top - bottom, 1)
    pane.setBorder(BORDER, aspect)
    scene.invalidate()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture of a target that is gone is not shown
  useLayoutEffect(
    () => () => {
      pane.picture = null
    },
    [pane, target],
  )
  useEvenly(FPS, () => {
    drawInto(target, gl, root, cameraLike(camera, aspect), { without: cameras.beforeTheEyes })
    pane.picture = target.texture
  })
  return <primitive object={pane} />
}
