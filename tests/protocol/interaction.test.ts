import { describe, expect, test } from 'vitest'
import {
  decodeFrame,
  EVENTS,
  encodeFrame,
  isSample,
  Movable,
  Pivot,
  readEventValue,
  readHaptics,
  readRecenter,
  writeHaptics,
} from '../../protocol/index.ts'

const matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]
const invalid = expect.objectContaining({ code: 'INVALID_EVENT' })
const message = (text: string | RegExp) => expect.objectContaining({ message: expect.stringMatching(text) })

test('[EV44] both ends read where a dragged joint is; the move is a sample, the end is none', () => {
  const moved = { joint: 'lift', value: 0.5, jointValues: { lift: 0.5, base: [0, 0, 1] }, pointer: 'mouse' }
  for (const dialect of ['vuer', 'vuer-xr'] as const)
    expect(readEventValue('JOINT_MOVE', decodeFrame(encodeFrame(moved, dialect)))).toEqual(moved)
  const end = { ...moved, reason: 'released' }
  expect(readEventValue('JOINT_MOVE_END', end)).toEqual(end)
  expect([isSample('JOINT_MOVE'), isSample('JOINT_MOVE_END')]).toEqual([true, false])
  for (const wrong of [{ joint: 3 }, { value: Number.NaN }, { jointValues: { lift: 'high' } }, { pointer: 'nose' }])
    expect(() => readEventValue('JOINT_MOVE', { ...moved, ...wrong })).toThrow(invalid)
  expect(() => readEventValue('JOINT_MOVE_END', { ...moved, reason: 'tired' })).toThrow(invalid)
})

describe('OBJECT_MOVE and OBJECT_MOVE_END', () => {
  const moved = {
    matrix,
    matrixWorld: matrix,
    position: [1, 2, 3],
    rotation: [0, 0, 0, 'XYZ'],
    quaternion: [0, 0, 0, 1],
    scale: [1, 1, 1],
    pointer: 'ray',
    hands: ['left'],
    tracking: 'tracked',
  }

  test('[EV40] both ends read what the other wrote; the move is a sample, the end is none', () => {
    for (const dialect of ['vuer', 'vuer-xr'] as const) {
      const sent = { ...moved, matrix: Float32Array.from(matrix) }
      const read = readEventValue('OBJECT_MOVE', decodeFrame(encodeFrame(sent, dialect)))
      expect(read).toEqual({ ...moved, matrix: Float32Array.from(matrix), matrixWorld: Float32Array.from(matrix) })
    }
    expect(isSample('OBJECT_MOVE')).toBe(true)
    expect(isSample('OBJECT_MOVE_END')).toBe(false)
    expect(readEventValue('OBJECT_MOVE_END', { ...moved, reason: 'lost' })).toMatchObject({ reason: 'lost' })
  })

  test('[EV40] what Vuer’s client leaves out is null', () => {
    const { matrix: _left, scale: _out, pointer: _too, hands: _and, tracking: _this, ...inVuersHeadset } = moved
    expect(readEventValue('OBJECT_MOVE', inVuersHeadset)).toMatchObject({ matrix: null, scale: null })
    expect(readEventValue('OBJECT_MOVE_END', {})).toEqual({
      matrix: null,
      matrixWorld: null,
      position: null,
      rotation: null,
      quaternion: null,
      scale: null,
    })
  })

  test.each<[string, unknown]>([
    ['matrix', [1, 2, 3]],
    ['matrixWorld', [...matrix.slice(1), Number.NaN]],
    ['position', [1, 2]],
    ['position', [1, 2, Number.POSITIVE_INFINITY]],
    ['rotation', [0, 'x', 0]],
    ['quaternion', [0, 0, 0]],
    ['hands', ['middle']],
    ['pointer', 'nose'],
    ['tracking', 'maybe'],
  ])('[EV40] with a wrong %s, %j, it is refused by that name', (name, value) => {
    expect(() => readEventValue('OBJECT_MOVE', { ...moved, [name]: value })).toThrow(message(`OBJECT_MOVE: .*${name}`))
  })
})

describe('clicks and pointers', () => {
  const value = { key: 'c', target: 'box', point: [0, 1, 2], distance: 3, pointer: 'hand', hand: 'left' }

  test.each(['ON_CLICK', 'ON_POINTER_ENTER', 'ON_POINTER_LEAVE'] as const)(
    '[EV42] %s says which node, where, and what with; of that only the key must be there',
    (etype) => {
      expect(readEventValue(etype, value)).toEqual(value)
      expect(readEventValue(etype, { key: 'c' })).toEqual({ key: 'c' })
      expect(() => readEventValue(etype, { target: 'box' })).toThrow(message('key'))
      expect(() => readEventValue(etype, { ...value, pointer: 'nose' })).toThrow(invalid)
      expect(() => readEventValue(etype, { ...value, point: [0, 1] })).toThrow(invalid)
    },
  )
})

describe('the origin', () => {
  test.each(['HAND_MOVE', 'CONTROLLER_MOVE', 'HEAD_MOVE', 'BODY_MOVE', 'CAMERA_MOVE'] as const)(
    '[EV43] %s has the origin where it is not that of the world frame',
    (etype) => {
      expect(readEventValue(etype, { origin: matrix })).toMatchObject({ origin: Float32Array.from(matrix) })
      expect(readEventValue(etype, {})).not.toHaveProperty('origin')
      expect(() => readEventValue(etype, { origin: [1] })).toThrow(message('origin'))
    },
  )

  test('[EV43] ORIGIN_CHANGED says where it is and why, and is never dropped', () => {
    expect(EVENTS.ORIGIN_CHANGED.kind).toBe('event')
    const value = readEventValue('ORIGIN_CHANGED', { matrix, reason: 'reset' })
    expect(value).toEqual({ matrix: Float32Array.from(matrix), reason: 'reset' })
    expect(() => readEventValue('ORIGIN_CHANGED', { reason: 'reset' })).toThrow(invalid)
    expect(() => readEventValue('ORIGIN_CHANGED', { matrix, reason: 'magic' })).toThrow(invalid)
  })
})

describe('HAPTIC_ACTUATOR_PULSE', () => {
  test('[OP20] one pulse travels as Vuer’s client knows it, a pattern as a list', () => {
    expect(writeHaptics({ left: { strength: 0.5, durationMs: 100 } })).toEqual({
      left: { strength: 0.5, duration: 100 },
      right: null,
    })
    const pattern = [
      { strength: 1, durationMs: 10, pauseMs: 20 },
      { strength: 0, durationMs: 0 },
    ]
    expect(writeHaptics({ right: pattern })).toEqual({
      left: null,
      right: [
        { strength: 1, duration: 10, pause: 20 },
        { strength: 0, duration: 0 },
      ],
    })
    expect(readHaptics(writeHaptics({ right: pattern, left: [] }))).toEqual({
      left: [],
      right: [pattern[0], { ...pattern[1], pauseMs: 0 }],
    })
    expect(readHaptics({})).toEqual({ left: null, right: null })
  })

  test.each<[unknown, RegExp]>([
    [null, /data/],
    [{ left: 1 }, /left/],
    [{ left: { strength: 1.1, duration: 1 } }, /left.*strength from 0 to 1/],
    [{ left: { strength: -0.1, duration: 1 } }, /strength/],
    [{ left: { strength: Number.NaN, duration: 1 } }, /strength/],
    [{ right: { strength: 1 } }, /right\[0\]\.duration/],
    [{ right: { strength: 1, duration: 5001 } }, /milliseconds from 0 to 5000/],
    [{ right: [{ strength: 1, duration: 1, pause: -1 }] }, /right\[0\]\.pause/],
    [{ right: Array.from({ length: 65 }, () => ({ strength: 1, duration: 1 })) }, /at most 64/],
  ])('[OP20] %j is refused', (data, text) => {
    expect(() => readHaptics(data)).toThrow(invalid)
    expect(() => readHaptics(data)).toThrow(message(text))
  })

  test('[OP20] what no controller can do is refused where it is written', () => {
    expect(() => writeHaptics({ left: { strength: 2, durationMs: 1 } })).toThrow(message('strength from 0 to 1'))
    expect(() => writeHaptics({ left: { strength: 1, durationMs: -1 } })).toThrow(message('milliseconds'))
  })
})

describe('RECENTER', () => {
  test('[OP21] without entries it is the origin of the scene, looking along -z', () => {
    for (const data of [null, undefined, {}, { position: null, heading: null }]) {
      expect(readRecenter(data)).toEqual({ position: [0, 0, 0], heading: 0 })
    }
    expect(readRecenter({ position: [1, 0, 2], heading: 0.5 })).toEqual({ position: [1, 0, 2], heading: 0.5 })
  })

  test.each([[{ position: [1, 2] }], [{ position: [1, 2, Number.NaN] }], [{ heading: 'north' }], [7]])(
    '[OP21] %j is refused',
    (data) => {
      expect(() => readRecenter(data)).toThrow(invalid)
    },
  )
})

describe('the nodes', () => {
  test.each<[string, () => unknown]>([
    ['activeAxes', () => Movable({ activeAxes: [true, false] as never })],
    ['translationLimits', () => Pivot({ translationLimits: [[1, 0], null, null] })],
    ['rotate', () => Movable({ rotate: 'sideways' as never })],
    ['handle', () => Movable({ handle: -1 })],
    ['grab', () => Movable({ grab: 'nothing' as never })],
  ])('[ND14] a wrong %s is refused at the call', (name, build) => {
    expect(build).toThrow(message(name))
  })
})
