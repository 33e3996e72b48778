import { lazy } from 'react'
import type { View } from './View.ts'

const load = () => import('./animation/Animate.tsx')

/** What moves by itself. Loaded when a scene has it. */
export const threeAnimate: View<'ThreeAnimate'> = {
  component: lazy(() => load().then(({ ThreeAnimate }) => ({ default: ThreeAnimate }))),
}
export const playbackAnimate: View<'PlaybackAnimate'> = {
  component: lazy(() => load().then(({ PlaybackAnimate }) => ({ default: PlaybackAnimate }))),
}
export const clipData = { component: lazy(() => load().then(({ ClipData }) => ({ default: ClipData }))) }
