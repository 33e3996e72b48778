import type { Page } from 'playwright-core'

/** What the browser of the emulator has and Safari on visionOS has not, by class; see docs/vision-pro.md for sources. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
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
}

const MISSING_CLASSES = [
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
 * Takes from a page, before it loads, all of WebXR that Safari on visionOS lacks. The emulator brings it when it starts,
 * so it goes then. While a session runs, the page is in the background as it is there: it is hidden, and gets no
 * animation frames of the window.
 */
export async function allowSafariOnly(page: Page): Promise<void> {
  await page.addInitScript(
    ({ members, classes }) => {
      type Device = { activeSession?: EventTarget & { end(): void }; hands: object }
      let device: Device | undefined
      const inSession = () => device?.activeSession !== undefined

      const strip = () => {
        const found = globalThis as unknown as Record<string, { prototype?: Record<string, unknown> } | undefined>
        for (const [name, gone] of Object.entries(members)) {
          for (const member of gone) delete found[name]?.prototype?.[member]
        }
        for (const name of classes) delete found[name]
        for (const hand of Object.values(device?.hands ?? {})) {
          const { gamepad } = (hand as { inputSource: { gamepad: object } }).inputSource
          Object.defineProperty(gamepad, 'hapticActuators', { value: undefined })
        }
        // The session that is asked for puts the page into the background; its end brings it back.
        const system = found.XRSystem!.prototype as unknown as XRSystem
        const request = system.requestSession
        system.requestSession = async function (this: XRSystem, ...args: Parameters<XRSystem['requestSession']>) {
          const session = await request.apply(this, args)
          document.dispatchEvent(new Event('visibilitychange'))
          session.addEventListener('end', () => {
            document.dispatchEvent(new Event('visibilitychange'))
            for (const callback of held.splice(0)) native(callback)
          })
          return session
        }
      }

      Object.defineProperty(globalThis, 'xrDevice', {
        get: () => device,
        set(made: Device) {
          device = made
          strip()
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
    { members: MISSING, classes: MISSING_CLASSES as readonly string[] },
  )
}
