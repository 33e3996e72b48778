import { XRSettingsView } from '../xr/XRSettingsView.tsx'
import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

const load = () => import('../xr/views.ts')

/** The person's hands, controllers, head and body, told to the script. What is drawn of them is the XR layer's; see src/xr. */
export const hands: View<'Hands'> = {
  component: lazyView(() => load().then(({ HandsView }) => ({ default: HandsView }))),
}
export const motionControllers: View<'MotionControllers'> = {
  component: lazyView(() => load().then(({ MotionControllersView }) => ({ default: MotionControllersView }))),
}
export const head: View<'Head'> = {
  component: lazyView(() => load().then(({ HeadView }) => ({ default: HeadView }))),
}
export const body: View<'Body'> = {
  component: lazyView(() => load().then(({ BodyView }) => ({ default: BodyView }))),
}
export const gamepad: View<'Gamepad'> = {
  component: lazyView(() => load().then(({ GamepadView }) => ({ default: GamepadView }))),
}
export const xrSettings: View<'XRSettings'> = { component: XRSettingsView }
