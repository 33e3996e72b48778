import {
  XRReferenceSpace as EmulatedSpace,
  metaQuest2,
  metaQuest3,
  metaQuestPro,
  P_SPACE,
  XRDevice,
  type XRDeviceOptions,
} from 'iwer'
import { rememberClearValues } from './devices/clearValues.ts'
import { pinchWithKeyboard, VISION_PRO_HINT, VisionPro } from './devices/visionPro.ts'
import { type SetHandJoints, setHandJoints } from './emulatedHand.ts'
import { driveWithKeyboard } from './emulatedMotion.ts'
import type { EmulatedHeadset } from './emulator.ts'

declare global {
  var xrDevice: XRDevice | undefined
  var xrHands: { setHandJoints: SetHandJoints } | undefined
}

const HEADSETS: Record<EmulatedHeadset, (options: Partial<XRDeviceOptions>) => XRDevice> = {
  quest3: (options) => new XRDevice(metaQuest3, options),
  questpro: (options) => new XRDevice(metaQuestPro, options),
  quest2: (options) => new XRDevice(metaQuest2, options),
  visionpro: (options) => new VisionPro(options),
}

/** Metres. */
const EYE_HEIGHT = 1.6
const EYE_DISTANCE = 0.064

export function createEmulatedDevice(headset: EmulatedHeadset): XRDevice {
  const device = HEADSETS[headset]({ stereoEnabled: true, ipd: EYE_DISTANCE })
  device.position.set(0, EYE_HEIGHT, 0)
  // Browsers on the desktop have WebXR of their own, without a headset; iwer gives way to it unless told not to.
  device.installRuntime({ forceInstall: true, polyfillLayers: false })
  readOffsetMatrices()
  rememberClearValues(WebGL2RenderingContext.prototype)
  markAsTracked(device)
  if (device instanceof VisionPro) {
    driveWithKeyboard(device, VISION_PRO_HINT)
    pinchWithKeyboard(device)
  } else driveWithKeyboard(device)
  globalThis.xrDevice = device
  globalThis.xrHands = { setHandJoints }
  return device
}

/**
 * Has `getOffsetReferenceSpace` of iwer take what the specification says, a transform: iwer takes it for a matrix, so poses
 * in such a space would be those of something else.
 */
export function readOffsetMatrices(): void {
  const withMatrix = EmulatedSpace.prototype.getOffsetReferenceSpace
  EmulatedSpace.prototype.getOffsetReferenceSpace = function (offset) {
    return withMatrix.call(this, 'matrix' in offset ? (offset.matrix as typeof offset) : offset)
  }
}

/** iwer calls the place of everything in the hands a guess (`emulatedPosition`); headsets that see them do not. */
function markAsTracked(device: XRDevice): void {
  const pinches = device instanceof VisionPro ? Object.values(device.pinches) : []
  for (const input of [...Object.values(device.controllers), ...Object.values(device.hands), ...pinches]) {
    if (!input) continue
    const { targetRaySpace, gripSpace, hand } = input.inputSource
    for (const space of [targetRaySpace, gripSpace, ...(hand?.values() ?? [])]) {
      if (space) space[P_SPACE].emulated = false
    }
  }
}
