import { settleHeld } from './interaction/PlacedByHand.ts'
import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

/** What people take, move and click. Loaded when a scene has it; what every object says of a click is in clicks.ts. */
export const movable: View<'Movable'> = {
  component: lazyView(() => import('./interaction/Movable.tsx')),
  settle: settleHeld,
}
export const pivot: View<'Pivot'> = {
  component: lazyView(() => import('./interaction/Pivot.tsx')),
  settle: settleHeld,
}
export const clickable: View<'Clickable'> = { component: lazyView(() => import('./interaction/Clickable.tsx')) }
export const locomotion: View<'Locomotion'> = { component: lazyView(() => import('./interaction/Locomotion.tsx')) }
