import { P_DEVICE, XRDevice, type XRDeviceConfig, type XRDeviceOptions } from 'iwer'
import { PinchInput } from './PinchInput.ts'

/**
 * What Safari on visionOS offers, as far as iwer can be told: VR only, no controllers, hands for those who ask. What it
 * lacks beyond that is listed in docs/vision-pro.md.
 */
const VISION_PRO: XRDeviceConfig = {
  name: 'Apple Vision Pro',
  controllerConfig: undefined,
  supportedSessionModes: ['inline', 'immersive-vr'] as XRDeviceConfig['supportedSessionModes'],
  supportedFeatures: ['viewer', 'local', 'local-floor', 'unbounded', 'hand-tracking'],
  supportedFrameRates: [90],
  isSystemKeyboardSupported: false,
  internalNominalFrameRate: 90,
  environmentBlendModes: { 'immersive-vr': 'opaque' } as XRDeviceConfig['environmentBlendModes'],
  interactionMode: 'world-space' as XRDeviceConfig['interactionMode'],
  userAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
}

/** An emulated Vision Pro: what its wearer looks at is chosen with `pinches`. */
export class VisionPro extends XRDevice {
  readonly pinches: Readonly<Record<'left' | 'right', PinchInput>>

  constructor(options: Partial<XRDeviceOptions>) {
    super(VISION_PRO, options)
    const { globalSpace } = this[P_DEVICE]
    this.pinches = { left: new PinchInput('left', globalSpace), right: new PinchInput('right', globalSpace) }
    this.primaryInputMode = 'hand'
  }

  override get activeInputs(): XRDevice['activeInputs'] {
    const inputs = super.activeInputs
    // iwer asks before this constructor has come so far, and lists nothing while a menu is open.
    if (!this.pinches || this.visibilityState !== 'visible') return inputs
    const pinches = Object.values(this.pinches).filter(({ connected }) => connected)
    return [...inputs, ...pinches] as unknown as XRDevice['activeInputs']
  }
}

export const VISION_PRO_HINT =
  'Emulated Vision Pro: arrows look, W A S D walk, Q E down and up, space pinches at what you look at'

/** Lets the space bar pinch where the wearer looks. */
export function pinchWithKeyboard(device: VisionPro): void {
  const { right } = device.pinches
  addEventListener('keydown', (event) => {
    if (event.code !== 'Space' || event.repeat || event.target !== document.body) return
    event.preventDefault()
    const { position, quaternion } = device
    right.position.set(position.x, position.y, position.z)
    right.quaternion.set(quaternion.x, quaternion.y, quaternion.z, quaternion.w)
    right.press()
  })
  addEventListener('keyup', (event) => {
    if (event.code === 'Space') right.release()
  })
  addEventListener('blur', () => right.release())
}
