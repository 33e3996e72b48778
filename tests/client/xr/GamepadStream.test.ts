import { expect, test } from 'vitest'
import { readEventValue } from '../../../protocol/index.ts'
import { type GamepadSample, GamepadStream, outside } from '../../../src/xr/GamepadStream.ts'

const pad = (part: Record<string, unknown> = {}) =>
  ({
    id: 'Pad',
    connected: true,
    mapping: 'standard',
    axes: [0.04, -0.5],
    buttons: [{ pressed: true, touched: true, value: 1 }],
    ...part,
  }) as unknown as Gamepad

function stream(deadzone = 0) {
  const sent: GamepadSample[] = []
  const gamepads = new GamepadStream((value) => sent.push(value))
  let timeMs = 0
  const frames = (count: number, gamepad: Gamepad | null) => {
    for (let i = 0; i < count; i += 1) {
      gamepads.poll(gamepad, timeMs, { fps: 30, deadzone })
      timeMs += 1000 / 60
    }
  }
  return { sent, frames, gamepads }
}

test('a gamepad is sent at its rate while it is there', () => {
  const { sent, frames } = stream()
  frames(60, pad())
  expect(sent).toHaveLength(30)
  expect(sent[0]).toEqual({
    id: 'Pad',
    connected: true,
    mapping: 'standard',
    axes: [0.04, -0.5],
    buttons: [1],
    pressed: [true],
    touched: [true],
  })
  expect(readEventValue('GAMEPAD', sent[0])).toEqual(sent[0])
})

test.each([null, pad({ connected: false })])('one that goes is said to be gone, once and at once: %j', (gone) => {
  const { sent, frames } = stream()
  frames(1, pad())
  frames(10, gone)
  expect(sent.slice(1)).toEqual([
    { id: null, connected: false, mapping: '', axes: [], buttons: [], pressed: [], touched: [] },
  ])
  frames(1, pad())
  expect(sent.at(-1)!.connected).toBe(true)
})

test('that it went while nobody listened is said again', () => {
  const { sent, frames, gamepads } = stream()
  gamepads.again()
  frames(1, pad())
  gamepads.again()
  frames(1, null)
  gamepads.again()
  expect(sent.map(({ connected }) => connected)).toEqual([true, false, false])
})

test('where there never was one, nothing is said', () => {
  const { sent, frames } = stream()
  frames(10, null)
  expect(sent).toEqual([])
})

test('axes within the dead zone are 0, and others begin there', () => {
  const { sent, frames } = stream(0.1)
  frames(1, pad({ axes: [0.04, -0.1, 0.55, 1, -1] }))
  expect(sent[0]!.axes.map((axis) => Math.round(axis * 1000) / 1000)).toEqual([0, 0, 0.5, 1, -1])
  expect(outside(0.3, 0)).toBeCloseTo(0.3, 10)
})
