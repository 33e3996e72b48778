import type { LiveScene } from '../../scene/LiveScene.ts'
import type { PropsOf } from '../View.ts'

export type PreviewOverlayLook = Readonly<PropsOf<'CameraPreviewOverlay'>>

const overlays = new WeakMap<LiveScene, Map<object, PreviewOverlayLook>>()

/** Has the pictures of this scene's cameras enlarged so, until the returned function is called. */
export function showInOverlay(scene: LiveScene, owner: object, look: PreviewOverlayLook): () => void {
  const looks = overlays.get(scene) ?? new Map<object, PreviewOverlayLook>()
  overlays.set(scene, looks.set(owner, look))
  return () => void looks.delete(owner)
}

/** How a picture is enlarged: as the newest overlay says, and `undefined` without one. */
export const overlayOf = (scene: LiveScene): PreviewOverlayLook | undefined =>
  [...(overlays.get(scene)?.values() ?? [])].at(-1)
