import { lazy } from 'react'
import type { View } from './View.ts'

/** What has to do with the page and not with the scene. Loaded when a scene asks for it. */
export const keyboardMonitor: View<'KeyboardMonitor'> = { component: lazy(() => import('./page/KeyboardMonitor.tsx')) }
export const pointerControls: View<'PointerControls'> = { component: lazy(() => import('./page/PointerControls.tsx')) }
export const timelineControls: View<'TimelineControls'> = {
  component: lazy(() => import('./page/TimelineControls.tsx')),
}
