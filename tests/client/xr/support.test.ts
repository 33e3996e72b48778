import { describe, expect, test } from 'vitest'
import { sentenceOfEnterError } from '../../../src/xr/enterError.ts'
import { checkSupport, REASONS, reasonOf } from '../../../src/xr/support.ts'

const answering = (vr: boolean | Error, ar: boolean | Error) => ({
  isSecureContext: true,
  xr: {
    isSessionSupported: async (mode: XRSessionMode) => {
      const answer = mode === 'immersive-vr' ? vr : ar
      if (answer instanceof Error) throw answer
      return answer
    },
  },
})
const named = (name: string, message = '') => Object.assign(new Error(message), { name })

describe('what can be entered', () => {
  test('a page without HTTPS is told to use it, although WebXR is missing as well', async () => {
    const support = await checkSupport({ isSecureContext: false, xr: undefined })
    expect(reasonOf(support)).toBe(REASONS.insecure)
  })

  test('a browser without WebXR is named as the cause', async () => {
    expect(reasonOf(await checkSupport({ isSecureContext: true, xr: undefined }))).toBe(REASONS.noWebXR)
  })

  test('a browser with WebXR and without a headset says that there is none', async () => {
    expect(reasonOf(await checkSupport(answering(false, false)))).toBe(REASONS.noHeadset)
  })

  test('a page that may not use the headset says so', async () => {
    const refused = named('SecurityError')
    expect(reasonOf(await checkSupport(answering(refused, refused)))).toBe(REASONS.refused)
  })

  test('a browser that fails to answer is a reason and no rejection', async () => {
    expect(reasonOf(await checkSupport(answering(named('TypeError'), named('TypeError'))))).toBe(REASONS.failed)
  })

  test('a device with VR only has no reason to show, and knows why AR is missing', async () => {
    const support = await checkSupport(answering(true, false))
    expect(support).toEqual({ vr: { supported: true }, ar: { supported: false, reason: REASONS.noAR } })
    expect(reasonOf(support)).toBeNull()
  })

  test('a device with both offers both', async () => {
    const support = await checkSupport(answering(true, true))
    expect(support.vr.supported && support.ar.supported).toBe(true)
  })
})

describe('why a session did not start', () => {
  test.each([
    ['NotAllowedError', 'VR was not permitted'],
    ['SecurityError', 'VR was not permitted'],
    ['NotSupportedError', REASONS.noVR],
    ['InvalidStateError', 'Another page or window'],
  ])('%s becomes a sentence', (name, sentence) => {
    expect(sentenceOfEnterError('immersive-vr', named(name))).toContain(sentence)
  })

  test('anything else keeps what the browser said', () => {
    expect(sentenceOfEnterError('immersive-ar', named('Error', 'lens cap is on'))).toBe(
      'AR could not be entered: lens cap is on',
    )
  })
})
