/** How far a pose that was just read can be believed; `unknown`, which the wire also has, is for other senders. */
export type Tracking = 'tracked' | 'emulated' | 'absent'

export type Side = 'left' | 'right'

/** WebXR's `emulatedPosition`: the device knows the direction, and guesses the place (a lost hand, a 3-DoF headset). */
export const trackingOf = (pose: XRPose): Tracking => (pose.emulatedPosition ? 'emulated' : 'tracked')

/** `fillPoses` writes NaN where it knows nothing; such numbers must never leave the page. */
export function isFiniteList(numbers: ArrayLike<number>): boolean {
  for (let at = 0; at < numbers.length; at += 1) if (!Number.isFinite(numbers[at])) return false
  return true
}

/** While a system menu is open (`visible-blurred`) or the headset is off (`hidden`), input belongs to somebody else. */
export const isLive = (session: XRSession): boolean => session.visibilityState === 'visible'
