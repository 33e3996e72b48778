import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

export const center: View<'Center'> = { component: lazyView(() => import('./arrangement/CenterView.tsx')) }
export const billboard: View<'Billboard'> = { component: lazyView(() => import('./arrangement/BillboardView.tsx')) }
