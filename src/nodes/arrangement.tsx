import { lazy } from 'react'
import type { View } from './View.ts'

export const center: View<'Center'> = { component: lazy(() => import('./arrangement/CenterView.tsx')) }
export const billboard: View<'Billboard'> = { component: lazy(() => import('./arrangement/BillboardView.tsx')) }
