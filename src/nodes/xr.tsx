import { lazy } from 'react'
import { XRSettingsView } from '../xr/XRSettingsView.tsx'
import type { View } from './View.ts'

const load = () => import('../xr/views.ts')

/** The person's hands, controllers, head and body, told to the script. What is drawn of them is the XR layer's; see src/xr. */
export const hands: View<'Hands'> = {
  component: lazy(() => load().then(({ HandsView }) => ({ default: HandsView }))),
}
export const motionControllers: View<'MotionControllers'> = {
  component: lazy(() => load().then(({ MotionControllersView }) => ({ default: MotionControllersView }))),
}
export const head: View<'Head'> = {
  component: lazy(() => load().then(({ HeadView }) => ({ default: HeadView }))),
}
export const body: View<'Body'> = {
  component: lazy(() => load().then(({ BodyView }) => ({ default: BodyView }))),
}
export const gamepad: View<'Gamepad'> = {
  component: lazy(() => load().then(({ GamepadView }) => ({ default: GamepadView }))),
}
export const xrSettings: View<'XRSettings'> = { component: XRSettingsView }
