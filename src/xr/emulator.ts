import type { XRDevice } from 'iwer'

/** The headsets that can be emulated, by the word in `?emulate=`. */
export const EMULATED_HEADSETS = ['quest3', 'questpro', 'quest2', 'visionpro'] as const
export type EmulatedHeadset = (typeof EMULATED_HEADSETS)[number]

/**
 * Puts an emulated headset in the place of the browser's own WebXR, for trying things without one and for tests. Must
 * be awaited before anything asks whether XR is supported. The device is then `globalThis.xrDevice`, and recorded hands
 * can be shown with `globalThis.xrHands`. Rejects with a sentence for a name that is none of ours.
 */
export async function startEmulator(name: string): Promise<XRDevice> {
  const headset = EMULATED_HEADSETS.find((known) => known === name.toLowerCase())
  if (!headset) {
    throw new Error(`There is no emulated headset "${name}"; choose one of ${EMULATED_HEADSETS.join(', ')}.`)
  }
  const { createEmulatedDevice } = await import('./emulatedDevice.ts')
  return createEmulatedDevice(headset)
}
