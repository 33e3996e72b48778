import type { Page } from 'playwright-core'

/**
 * What the browser of the emulator has and Safari on visionOS has not in every version, by class; see docs/vision-pro.md
 * for sources.
 */
export const MISSING: Readonly<Record<string, readonly string[]>> = {
  XRSession: [
    'enabledFeatures',
    'environmentBlendMode',
    'interactionMode',
    'frameRate',
    'supportedFrameRates',
    'updateTargetFrameRate',
    'onframeratechange',
    'isSystemKeyboardSupported',
    'trackedSources',
    'depthUsage',
    'depthDataFormat',
    'depthType',
    'persistentAnchors',
    'restorePersistentAnchor',
    'deletePersistentAnchor',
    'requestHitTestSource',
    'requestHitTestSourceForTransientInput',
    'requestLightProbe',
    'preferredReflectionFormat',
    'initiateRoomCapture',
  ],
  XRFrame: [
    'predictedDisplayTime',
    'fillPoses',
    'fillJointRadii',
    'body',
    'detectedPlanes',
    'detectedMeshes',
    'trackedAnchors',
    'createAnchor',
    'getHitTestResults',
    'getHitTestResultsForTransientInput',
    'getDepthInformation',
    'getLightEstimate',
  ],
  XRSystem: ['offerSession'],
  XRRenderState: ['layers'],
  XRPose: ['linearVelocity', 'angularVelocity'],
  XRView: ['recommendedViewportScale', 'requestViewportScale', 'camera'],
  XRWebGLLayer: ['fixedFoveation'],
  Navigator: ['vibrate', 'userAgentData', 'connection', 'deviceMemory', 'getBattery'],
  Performance: ['memory', 'measureUserAgentSpecificMemory'],
}

const MISSING_GLOBALS = [
  'requestIdleCallback',
  'cancelIdleCallback',
  'scheduler',
  'XRWebGLBinding',
  'XRMediaBinding',
  'XRCPUDepthInformation',
  'XRWebGLDepthInformation',
  'XRAnchor',
  'XRAnchorSet',
  'XRBody',
  'XRHitTestSource',
  'XRHitTestResult',
  'XRTransientInputHitTestSource',
  'XRLightProbe',
  'XRLightEstimate',
  'XRPlane',
  'XRPlaneSet',
  'XRMesh',
  'XRMeshSet',
  'XRProjectionLayer',
  'XRQuadLayer',
  'XRCylinderLayer',
  'XREquirectLayer',
  'XRCubeLayer',
  'XRRay',
] as const

/**
 * Takes from a page, before it loads, what Safari on visionOS lacks: of WebXR all that is listed, and a few things that
 * Chromium alone has. The emulator brings WebXR when it starts, so it goes then, too. While a session runs, the page is
 * in the background as it is there: it is hidden, gets no animation frames of the window, and what it played is paused
 * once, when the session begins.
 */
export async function allowSafariOnly(page: Page): Promise<void> {
  await page.addInitScript(
    ({ members, globals }) => {
      type Device = { activeSession?: EventTarget & { end(): void }; hands: object }
      let device: Device | undefined
      const inSession = () => device?.activeSession !== undefined

      const strip = () => {
        const found = globalThis as unknown as Record<string, { prototype?: Record<string, unknown> } | undefined>
        for (const [name, gone] of Object.entries(members)) {
          for (const member of gone) delete found[name]?.prototype?.[member]
        }
        for (const name of globals) delete found[name]
        for (const hand of Object.values(device?.hands ?? {})) {
          const { gamepad } = (hand as { inputSource: { gamepad: object } }).inputSource
          Object.defineProperty(gamepad, 'hapticActuators', { value: undefined })
        }
      }

      const played = new Set<{ pause(): unknown }>()
      const { play } = HTMLMediaElement.prototype
      HTMLMediaElement.prototype.play = function () {
        played.add(this)
        return play.call(this)
      }
      globalThis.AudioContext = class extends AudioContext {
        constructor(options?: AudioContextOptions) {
          super(options)
          played.add({ pause: () => this.suspend() })
        }
      }

      const goBehind = () => {
        // The session that is asked for puts the page into the background; its end brings it back.
        const system = XRSystem.prototype
        const request = system.requestSession
        system.requestSession = async function (this: XRSystem, ...args: Parameters<XRSystem['requestSession']>) {
          const session = await request.apply(this, args)
          document.dispatchEvent(new Event('visibilitychange'))
          for (const media of played) media.pause()
          session.addEventListener('end', () => {
            document.dispatchEvent(new Event('visibilitychange'))
            for (const callback of held.splice(0)) native(callback)
          })
          return session
        }
      }

      strip()
      Object.defineProperty(globalThis, 'xrDevice', {
        get: () => device,
        set(made: Device) {
          device = made
          strip()
          goBehind()
        },
      })

      // The emulator's own loop stands for the headset's, and is let through.
      const native = globalThis.requestAnimationFrame.bind(globalThis)
      const held: FrameRequestCallback[] = []
      const isOfTheHeadset = (callback: FrameRequestCallback) => {
        const session = device?.activeSession as Record<symbol, { onDeviceFrame?: unknown }> | undefined
        if (!session) return false
        return Object.getOwnPropertySymbols(session).some((key) => session[key]?.onDeviceFrame === callback)
      }
      globalThis.requestAnimationFrame = (callback) => {
        if (!inSession() || isOfTheHeadset(callback)) return native(callback)
        held.push(callback)
        return 0
      }
      Object.defineProperty(document, 'visibilityState', { get: () => (inSession() ? 'hidden' : 'visible') })
      Object.defineProperty(document, 'hidden', { get: inSession })
    },
    { members: MISSING, globals: MISSING_GLOBALS as readonly string[] },
  )
}
