import { lazy } from 'react'
import { settleHeld } from './interaction/PlacedByHand.ts'
import type { View } from './View.ts'

/** What people take, move and click. Loaded when a scene has it; what every object says of a click is in clicks.ts. */
export const movable: View<'Movable'> = {
  component: lazy(() => import('./interaction/Movable.tsx')),
  settle: settleHeld,
}
export const pivot: View<'Pivot'> = {
  component: lazy(() => import('./interaction/Pivot.tsx')),
  settle: settleHeld,
}
export const clickable: View<'Clickable'> = { component: lazy(() => import('./interaction/Clickable.tsx')) }
export const locomotion: View<'Locomotion'> = { component: lazy(() => import('./interaction/Locomotion.tsx')) }
