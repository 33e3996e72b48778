import { useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo } from 'react'
import { aspectOf, cameraLike } from '../../calls/grabCamera.ts'
import { renderPixels } from '../../calls/renderPixels.ts'
import { useScene } from '../../scene/context.ts'
import type { ViewProps } from '../View.ts'
import { overlayOf } from './previewOverlay.ts'
import { ThumbStrip } from './ThumbStrip.ts'
import { useEvenly } from './useEvenly.ts'

/** What the other cameras of the scene see, at the edge of the page. Nothing while a headset has the page. */
export default function CameraPreviewThumbs({ props, children }: ViewProps<'CameraPreviewThumbs'>) {
  const { cameras, scene } = useScene()
  const gl = useThree((state) => state.gl)
  const root = useThree((state) => state.scene)
  const strip = useMemo(() => new ThumbStrip(gl.domElement.parentElement ?? document.body), [gl])
  const { busy, missed } = useMemo(() => ({ busy: new Set<string>(), missed: new Set<string>() }), [])

  useLayoutEffect(() => {
    strip.look(props)
    scene.invalidate()
  })
  useEffect(() => () => strip.dispose(), [strip])

  useEvenly(props.fps, () => {
    if (gl.xr.isPresenting) return
    const shown = cameras.keys().filter((key) => {
      const { camera, preview } = cameras.entry(key) ?? {}
      return camera !== cameras.view && preview?.() === true
    })
    strip.overlay = overlayOf(scene)
    strip.keep(shown)
    for (const key of shown) {
      const camera = cameras.get(key)
      if (!camera) continue
      if (busy.has(key)) {
        missed.add(key)
        continue
      }
      busy.add(key)
      const aspect = aspectOf(camera)
      const height = Math.max(1, Math.round(strip.heightOf(key, aspect)))
      const width = Math.max(1, Math.round(height * aspect))
      renderPixels(gl, root, cameraLike(camera, aspect), { width, height, without: cameras.beforeTheEyes })
        .then(({ pixels }) => strip.show(key, pixels, width, height))
        .catch(() => {})
        .finally(() => {
          busy.delete(key)
          if (missed.delete(key)) scene.invalidate()
        })
    }
  })
  return children
}
