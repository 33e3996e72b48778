import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

/** What has to do with the page and not with the scene. Loaded when a scene asks for it. */
export const keyboardMonitor: View<'KeyboardMonitor'> = {
  component: lazyView(() => import('./page/KeyboardMonitor.tsx')),
}
export const pointerControls: View<'PointerControls'> = {
  component: lazyView(() => import('./page/PointerControls.tsx')),
}
export const timelineControls: View<'TimelineControls'> = {
  component: lazyView(() => import('./page/TimelineControls.tsx')),
}
