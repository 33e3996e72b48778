import { describe, expect, test } from 'vitest'
import {
  decodeFrame,
  EVENTS,
  encodeFrame,
  HAND_LENGTH,
  isKnownEvent,
  isSample,
  ProtocolError,
  readClientMessage,
  readEventValue,
  toMilliseconds,
} from '../../protocol/index.ts'

const hand = Array.from({ length: HAND_LENGTH }, (_, index) => index / 1000)
const matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]

const refusal = (etype: string, value: unknown): string => {
  try {
    readEventValue(etype, value)
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError)
    expect((error as ProtocolError).code).toBe('INVALID_EVENT')
    return (error as Error).message
  }
  throw new Error('it was not refused')
}

describe('envelopes', () => {
  test('[EV8] an event has a type, a key, a time, numbers and a value', () => {
    const whole = { etype: 'X', key: 'k', ts: 1.7e12, seq: 3, no: 9, done: true, value: { a: 1 } }
    expect(readClientMessage({ ...whole, extra: 1 })).toEqual({
      etype: 'X',
      key: 'k',
      ts: 1.7e12,
      sequence: 3,
      number: 9,
      done: true,
      value: { a: 1 },
    })
    expect(readClientMessage({ etype: 'X', key: 7, seq: '3', no: -1, done: 1 })).toEqual({ etype: 'X', done: false })
  })

  test.each([[null], ['INIT'], [7], [[]], [{}], [{ etype: 7 }], [new Uint8Array(3)], [new Date()]])(
    '[FR2] %j is no message',
    (message) => {
      expect(() => readClientMessage(message)).toThrow(expect.objectContaining({ code: 'INVALID_FRAME' }))
    },
  )

  test.each<[string, unknown, number | undefined]>([
    ['seconds', 1_795_229_734.011, 1_795_229_734_011],
    ['milliseconds', 1_795_229_734_011, 1_795_229_734_011],
    ['a bigint', 1_795_229_734_011n, 1_795_229_734_011],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['a text', '1795229734', undefined],
    ['no number', Number.NaN, undefined],
    ['no end', Number.POSITIVE_INFINITY, undefined],
    ['zero', 0, 0],
  ])('[EV5] a time in %s is read as milliseconds', (_, ts, expected) => {
    const read = toMilliseconds(ts)
    if (expected === undefined) expect(read).toBeUndefined()
    else expect(read).toBeCloseTo(expected, 3)
  })
})

describe('samples and events', () => {
  test('[EV3] poses are samples; clicks, introductions and names that nobody knows are events', () => {
    const samples = Object.keys(EVENTS).filter(isSample)
    expect(samples).toEqual(
      expect.arrayContaining(['HAND_MOVE', 'CONTROLLER_MOVE', 'HEAD_MOVE', 'BODY_MOVE', 'CAMERA_MOVE']),
    )
    expect(samples).not.toContain('XR_SESSION')
    expect(isSample('ON_CLICK') || isSample('INIT') || isSample('MINE') || isSample('toString')).toBe(false)
    expect(isKnownEvent('constructor')).toBe(false)
  })

  test('[EV9] the value of a name that is not in the table is whatever came', () => {
    const value = { anything: [1, null, new Uint8Array(2)] }
    expect(readEventValue('MINE', value)).toBe(value)
    expect(readEventValue('hasOwnProperty', undefined)).toBeUndefined()
  })
})

describe('HAND_MOVE', () => {
  test('[EV7] lists and typed arrays are both read as Float32Array', () => {
    const typed = Float32Array.from(hand)
    for (const value of [
      { left: hand, right: typed },
      (decodeFrame(encodeFrame({ left: hand, right: typed }, 'vuer')) as object) ?? {},
      (decodeFrame(encodeFrame({ left: hand, right: typed }, 'vuer-xr')) as object) ?? {},
    ]) {
      const { left, right } = readEventValue('HAND_MOVE', value)
      expect(left).toEqual(typed)
      expect(right).toEqual(typed)
    }
  })

  test.each<[string, Record<string, unknown>]>([
    ['nothing written', {}],
    ['null', { left: null, right: null }],
    ['undefined (extension 0)', { left: undefined, right: undefined, leftState: {}, rightState: {} }],
  ])('[EV6] a side is absent with %s', (_, value) => {
    expect(readEventValue('HAND_MOVE', value)).toMatchObject({
      left: null,
      right: null,
      tracking: { left: 'absent', right: 'absent' },
    })
  })

  test('[EV6] numbers without a word about tracking are "unknown"', () => {
    expect(readEventValue('HAND_MOVE', { left: hand }).tracking).toEqual({ left: 'unknown', right: 'absent' })
  })

  test('[EV2] what the sender says about tracking is kept', () => {
    const tracking = { left: 'tracked', right: 'emulated' }
    expect(readEventValue('HAND_MOVE', { left: hand, right: hand, tracking }).tracking).toEqual(tracking)
    expect(refusal('HAND_MOVE', { left: hand, tracking: { left: 'good', right: 'absent' } })).toContain('tracking.left')
  })

  test('[EV6] pose and tracking agree, whatever the sender says', () => {
    const tracking = { left: 'tracked', right: 'absent' }
    const { left, right, tracking: read } = readEventValue('HAND_MOVE', { left: null, right: hand, tracking })
    expect([left, right]).toEqual([null, null])
    expect(read).toEqual({ left: 'absent', right: 'absent' })
  })

  test.each<[string, unknown, string]>([
    [
      'a joint too few',
      { left: hand.slice(16) },
      'HAND_MOVE: value.left: expected 400 numbers (25 joints, each a 4x4 matrix)',
    ],
    ['a text among numbers', { left: hand.with(5, 'x' as never) }, 'HAND_MOVE: value.left'],
    ['NaN in a list', { left: hand.with(5, Number.NaN) }, 'HAND_MOVE: value.left'],
    [
      'NaN in a typed array',
      { left: Float32Array.from(hand).fill(Number.NaN, 7, 8) },
      'HAND_MOVE: value.left: expected finite numbers only',
    ],
    [
      'infinity in a list',
      { right: hand.with(5, Number.POSITIVE_INFINITY) },
      'HAND_MOVE: value.right: expected finite numbers only',
    ],
    ['bytes', { left: new Uint8Array(HAND_LENGTH) }, 'HAND_MOVE: value.left'],
    ['nothing at all', undefined, 'HAND_MOVE: value: expected a map, got undefined'],
  ])('[EV1] %s is refused', (_, value, message) => {
    expect(refusal('HAND_MOVE', value)).toContain(message)
  })

  test('[EV10] entries that are not in the table are left out', () => {
    expect(readEventValue('HAND_MOVE', { left: hand, leftLandmarks: [] })).not.toHaveProperty('leftLandmarks')
  })
})

describe('the other events', () => {
  test('[EV6] CONTROLLER_MOVE has its buttons, and sides like hands', () => {
    const leftState = {
      trigger: true,
      touchpad: 'touched',
      triggerValue: 0.5,
      thumbstickValue: [0, -1],
      touchpadValue: [null, 0],
    }
    expect(readEventValue('CONTROLLER_MOVE', { left: matrix, leftState, right: undefined, rightState: {} })).toEqual({
      left: Float32Array.from(matrix),
      leftGrip: null,
      leftState,
      right: null,
      rightGrip: null,
      rightState: {},
      tracking: { left: 'unknown', right: 'absent' },
    })
    expect(readEventValue('CONTROLLER_MOVE', { left: matrix, leftState: { touchpad: true } }).leftState).toEqual({
      touchpad: true,
    })
  })

  test('[EV6] HEAD_MOVE has one pose and its tracking', () => {
    expect(readEventValue('HEAD_MOVE', { matrix })).toEqual({ matrix: Float32Array.from(matrix), tracking: 'unknown' })
    expect(readEventValue('HEAD_MOVE', { matrix, tracking: 'absent' })).toEqual({ matrix: null, tracking: 'absent' })
    expect(readEventValue('HEAD_MOVE', {})).toEqual({ matrix: null, tracking: 'absent' })
    expect(refusal('HEAD_MOVE', { matrix: matrix.slice(1) })).toContain(
      'expected 16 numbers (a 4x4 matrix, column-major)',
    )
  })

  test('[EV10] CAMERA_MOVE, ON_CLICK and INIT keep what else they hold', () => {
    const camera = { matrix, fov: 60, ctype: 'perspective' }
    const moved = readEventValue('CAMERA_MOVE', { camera, world: { background: '#000' } })
    expect(moved).toEqual({ camera: { ...camera, matrix: Float32Array.from(matrix) }, world: { background: '#000' } })
    expect(readEventValue('CAMERA_MOVE', { matrix })).toEqual({ matrix })
    expect(readEventValue('ON_CLICK', { key: 'a', more: 1 })).toEqual({ key: 'a', more: 1 })
    expect(refusal('ON_CLICK', {})).toContain('ON_CLICK: value.key: expected')
    expect(readEventValue('INIT', { client: 'browser', wire: 1 })).toEqual({ client: 'browser', wire: 1 })
    expect(readEventValue('INIT', undefined)).toBeUndefined()
  })
})
