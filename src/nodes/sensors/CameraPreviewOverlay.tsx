import { useLayoutEffect, useMemo } from 'react'
import { useScene } from '../../scene/context.ts'
import type { ViewProps } from '../View.ts'
import { showInOverlay } from './previewOverlay.ts'

/** Draws nothing by itself: the strip of small pictures does. */
export default function CameraPreviewOverlay({ props, children }: ViewProps<'CameraPreviewOverlay'>) {
  const { scene } = useScene()
  const owner = useMemo(() => ({}), [])
  useLayoutEffect(() => {
    const end = showInOverlay(scene, owner, props)
    scene.invalidate()
    return () => {
      end()
      scene.invalidate()
    }
  }, [scene, owner, props])
  return children
}
