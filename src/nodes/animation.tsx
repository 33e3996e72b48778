import { lazyView } from './lazyView.tsx'
import type { View, ViewProps } from './View.ts'

const load = () => import('./animation/Animate.tsx')

/** What moves by itself. Loaded when a scene has it. */
export const threeAnimate: View<'ThreeAnimate'> = {
  component: lazyView(() => load().then(({ ThreeAnimate }) => ({ default: ThreeAnimate }))),
}
export const playbackAnimate: View<'PlaybackAnimate'> = {
  component: lazyView(() => load().then(({ PlaybackAnimate }) => ({ default: PlaybackAnimate }))),
}
export const clipData = { component: lazyView<ViewProps>(() => load().then(({ ClipData }) => ({ default: ClipData }))) }
