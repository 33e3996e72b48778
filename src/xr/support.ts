export type XRMode = 'immersive-vr' | 'immersive-ar'

/** Whether one mode can be entered and, where it cannot, why: one sentence for the person in front of the page. */
export type ModeSupport = { supported: true } | { supported: false; reason: string }

export interface XRSupport {
  vr: ModeSupport
  ar: ModeSupport
}

/** What is asked about XR; a part of `window` and `navigator`, so that tests can stand in for both. */
export interface XRHost {
  isSecureContext: boolean
  xr: Pick<XRSystem, 'isSessionSupported'> | undefined
}

export const REASONS = {
  insecure: 'VR and AR need a secure page: open this address with https://.',
  noWebXR: 'This browser has no WebXR.',
  noHeadset: 'No headset found.',
  refused: 'The browser does not allow this page to use the headset.',
  noVR: 'This device offers no VR.',
  noAR: 'This device offers no AR.',
  failed: 'The browser could not say whether there is a headset.',
} as const

const SUPPORTED: ModeSupport = { supported: true }
const refuse = (reason: string): ModeSupport => ({ supported: false, reason })

/** Asks the browser for both modes. Never rejects: whatever goes wrong becomes a reason. */
export async function checkSupport({ isSecureContext, xr }: XRHost): Promise<XRSupport> {
  // First, because a page that is not secure has no navigator.xr either, and "no WebXR" would send people to another browser.
  if (!isSecureContext) return { vr: refuse(REASONS.insecure), ar: refuse(REASONS.insecure) }
  if (!xr) return { vr: refuse(REASONS.noWebXR), ar: refuse(REASONS.noWebXR) }
  const [vr, ar] = await Promise.all([ask(xr, 'immersive-vr'), ask(xr, 'immersive-ar')])
  if (vr === false && ar === false) return { vr: refuse(REASONS.noHeadset), ar: refuse(REASONS.noHeadset) }
  return { vr: supportOf(vr, REASONS.noVR), ar: supportOf(ar, REASONS.noAR) }
}

/** The sentence to show when neither mode can be entered; `null` when one can. */
export function reasonOf({ vr, ar }: XRSupport): string | null {
  return vr.supported || ar.supported ? null : vr.reason
}

const supportOf = (answer: boolean | string, otherwise: string): ModeSupport =>
  answer === true ? SUPPORTED : refuse(answer === false ? otherwise : answer)

async function ask(xr: Pick<XRSystem, 'isSessionSupported'>, mode: XRMode): Promise<boolean | string> {
  try {
    return await xr.isSessionSupported(mode)
  } catch (error) {
    return isRefusal(error) ? REASONS.refused : REASONS.failed
  }
}

/** WebXR says SecurityError for a page policy, and NotAllowedError for a person's or the browser's no. */
export const isRefusal = (error: unknown): boolean => {
  const name = error instanceof Error ? error.name : ''
  return name === 'SecurityError' || name === 'NotAllowedError'
}
