/** The views of what a headset and its wearer are, in one piece that is loaded when a scene or a headset needs it. */
export { BodyView } from './BodyView.tsx'
export { GamepadView } from './GamepadView.tsx'
export { HandsView } from './HandsView.tsx'
export { HeadView } from './HeadView.tsx'
export { MotionControllersView } from './MotionControllersView.tsx'
