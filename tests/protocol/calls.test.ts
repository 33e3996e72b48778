import { describe, expect, test } from 'vitest'
import { readGrabRenderAnswer, readGrabRenderRequest, readServerMessage } from '../../protocol/index.ts'

describe('calls', () => {
  test('[CA7] a message with a uuid is a call', () => {
    const message = {
      uuid: 'u1',
      ts: 1,
      etype: 'GRAB_RENDER',
      key: 'DEFAULT',
      rtype: 'GRAB_RENDER_RESPONSE@u1',
      data: { quality: 1 },
    }
    expect(readServerMessage(message)).toEqual({
      kind: 'call',
      call: {
        etype: 'GRAB_RENDER',
        uuid: 'u1',
        key: 'DEFAULT',
        responseType: 'GRAB_RENDER_RESPONSE@u1',
        data: { quality: 1 },
      },
    })
  })

  test('[CA8] without an rtype the answer is named after the call', () => {
    expect(readServerMessage({ uuid: 'u1', etype: 'MJ_STEP' })).toEqual({
      kind: 'call',
      call: { etype: 'MJ_STEP', uuid: 'u1', key: undefined, responseType: 'MJ_STEP_RESPONSE', data: {} },
    })
  })
})

describe('GRAB_RENDER', () => {
  test('[CA5] what is not written, or null, is a default', () => {
    const defaults = { quality: 0.9, subsample: 1, format: 'jpeg', loadingMs: 1000 }
    expect(readGrabRenderRequest({})).toEqual(defaults)
    expect(readGrabRenderRequest({ quality: null, subsample: undefined, downsample: null, fps: 30 })).toEqual(defaults)
  })

  test('[CA5] downsample is another word for subsample, which wins', () => {
    expect(readGrabRenderRequest({ downsample: 4 }).subsample).toBe(4)
    expect(readGrabRenderRequest({ downsample: 4, subsample: null }).subsample).toBe(4)
    expect(readGrabRenderRequest({ downsample: 1, subsample: 2 }).subsample).toBe(2)
  })

  test.each<[Record<string, unknown>, string]>([
    [{ quality: 80 }, 'grabRender: quality: expected a number from 0 to 1, got 80'],
    [{ quality: 'high' }, 'grabRender: quality: expected a number from 0 to 1, got "high"'],
    [{ downsample: 0 }, 'grabRender: subsample: expected a number from 1 to 64, got 0'],
    [{ loadingMs: -1 }, 'grabRender: loadingMs: expected a number of milliseconds that is not negative, got -1'],
    [
      { loadingMs: 'long' },
      'grabRender: loadingMs: expected a number of milliseconds that is not negative, got "long"',
    ],
    [{ format: 'gif' }, 'grabRender: format: expected "jpeg", "png" or "webp", got "gif"'],
  ])('[CA9] %j is refused', (data, message) => {
    expect(() => readGrabRenderRequest(data)).toThrow(expect.objectContaining({ code: 'INVALID_EVENT', message }))
  })

  test('[CA11] an answer is a picture, or says why there is none', () => {
    const frame = Uint8Array.of(0xff, 0xd8)
    expect(readGrabRenderAnswer({ dpr: 1, width: 9, height: 7, frame, delta: 5 })).toEqual({
      width: 9,
      height: 7,
      frame,
    })
    const late = { width: 9, height: 7, frame, loading: ['wall'] }
    expect(readGrabRenderAnswer(late)).toEqual(late)
    const error = { code: 'NO_SUCH_CAMERA', message: 'no camera has the key "ego"' }
    expect(readGrabRenderAnswer({ error })).toEqual({ error })
  })

  test.each([[undefined], [{}], [{ width: 9, height: 7, frame: [1, 2] }], [{ error: 'no' }]])(
    '[CA12] %j is no answer',
    (value) => {
      expect(() => readGrabRenderAnswer(value)).toThrow(expect.objectContaining({ code: 'INVALID_EVENT' }))
    },
  )
})
