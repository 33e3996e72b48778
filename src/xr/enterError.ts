import { isRefusal, REASONS, type XRMode } from './support.ts'

/** Why a session did not start, as one sentence that says what to do where something can be done. */
export function sentenceOfEnterError(mode: XRMode, error: unknown): string {
  const what = mode === 'immersive-vr' ? 'VR' : 'AR'
  const name = error instanceof Error ? error.name : ''
  if (isRefusal(error))
    return `${what} was not permitted. Allow it in the browser’s settings for this page, then try again.`
  if (name === 'NotSupportedError') return mode === 'immersive-vr' ? REASONS.noVR : REASONS.noAR
  if (name === 'InvalidStateError') return 'Another page or window is in VR or AR already. Leave it there first.'
  const message = error instanceof Error && error.message ? error.message : String(error)
  return `${what} could not be entered: ${message}`
}
