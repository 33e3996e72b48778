import { createXRStore, type XRStore } from '@react-three/xr'
import { ShownController } from './InputController.tsx'
import { ShownHand } from './InputHand.tsx'
import { InputPointer } from './InputPointer.tsx'
import { refuseLateInputs } from './lateInputs.ts'

/** The model for controllers that no shipped profile knows; see scripts/vite/inputProfiles.ts. */
const FALLBACK_PROFILE = 'generic-trigger-squeeze-thumbstick'

/** Models of hands and controllers, from the server that the page came from. Absolute, with a slash at its end. */
export const inputProfilesUrl = (baseUri: string): string => new URL('/webxr-profiles/', baseUri).href

/** The store of @react-three/xr, with everything turned off that asks people or the internet for something unused. */
export function createStore(): XRStore {
  const store = createXRStore({
    // Its emulator fetches rooms and fails on browsers with WebXR of their own; ours is in emulator.ts.
    emulate: false,
    // A session begins with a click on our button, and with nothing else.
    offerSession: false,
    enterGrantedSession: false,
    baseAssetPath: inputProfilesUrl(document.baseURI),
    defaultControllerProfileId: FALLBACK_PROFILE,
    // Said outright, because the default is "no" on a Vision Pro.
    handTracking: true,
    // Nothing here uses them, and on a Quest the first three make it ask for the room's scan before the session starts.
    anchors: false,
    meshDetection: false,
    planeDetection: false,
    hitTest: false,
    domOverlay: false,
    // Hands beside controllers, where a headset follows both at once.
    secondaryInputSources: true,
    // The device's own rate. 'high' asks for 120 Hz, which heavy scenes and video cannot keep.
    frameRate: false,
    hand: ShownHand,
    controller: ShownController,
    // A pinch may be over before it would be there; ours wait for it, see PinchPointers.tsx.
    transientPointer: false,
    gaze: InputPointer,
  })
  refuseLateInputs(store)
  return store
}
