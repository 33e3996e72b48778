import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readHaptics } from '../../../protocol/index.ts'
import { ScriptMessages, scriptMessagesOf } from '../../../src/scriptMessages.ts'
import { Haptics } from '../../../src/xr/interaction/Haptics.ts'
import { pulse, tick } from '../../../src/xr/interaction/tick.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A headset with two controllers that keep what they were asked to do. */
function headset() {
  const done: Record<string, [number, number][]> = { left: [], right: [] }
  const controller = (handedness: 'left' | 'right') => ({
    handedness,
    targetRayMode: 'tracked-pointer',
    profiles: [],
    gamepad: {
      hapticActuators: [
        { pulse: (strength: number, ms: number) => Promise.resolve(done[handedness]!.push([strength, ms])) },
      ],
    },
  })
  let session = { inputSources: [controller('left'), controller('right')] } as unknown as XRSession | null
  const haptics = new Haptics(() => session)
  return {
    done,
    haptics,
    play: (data: unknown) => haptics.play(readHaptics(data)),
    leave: () => {
      session = null
    },
  }
}

describe('Haptics', () => {
  test('a pulse is the controller’s, and what is not written stays as it is', () => {
    const { done, play } = headset()
    play({ left: { strength: 0.5, duration: 100 }, right: null })
    expect(done).toEqual({ left: [[0.5, 100]], right: [] })
  })

  test('a pattern is played with its pauses; another one takes its place, and an empty one ends it', () => {
    const { done, play } = headset()
    const three = [
      { strength: 1, duration: 100, pause: 50 },
      { strength: 0.2, duration: 30 },
      { strength: 0.4, duration: 30 },
    ]
    play({ right: three })
    vi.advanceTimersByTime(149)
    expect(done.right).toEqual([[1, 100]])
    vi.advanceTimersByTime(1)
    expect(done.right).toHaveLength(2)
    vi.advanceTimersByTime(1000)
    expect(done.right).toEqual([
      [1, 100],
      [0.2, 30],
      [0.4, 30],
    ])
    play({ right: three })
    play({ left: { strength: 1, duration: 1 } })
    play({ right: { strength: 0.7, duration: 10 } })
    vi.advanceTimersByTime(1000)
    expect(done.right!.slice(3)).toEqual([
      [1, 100],
      [0.7, 10],
    ])
    play({ right: three })
    play({ right: [] })
    vi.advanceTimersByTime(1000)
    expect(done.right!.slice(5)).toEqual([
      [1, 100],
      [0, 0],
    ])
  })

  test('without a session, after its end, and once stopped, nothing is played', () => {
    const { done, play, leave, haptics } = headset()
    const two = [
      { strength: 1, duration: 10 },
      { strength: 1, duration: 10 },
    ]
    play({ left: two, right: two })
    haptics.stop()
    vi.advanceTimersByTime(100)
    expect(done.left).toHaveLength(1)
    play({ left: two })
    leave()
    vi.advanceTimersByTime(100)
    play({ left: two })
    expect(done.left).toHaveLength(2)
  })

  test.each([
    ['no source', undefined],
    ['a hand', { hand: {} }],
    ['a controller that cannot', { gamepad: {} }],
    ['an empty list', { gamepad: { hapticActuators: [] } }],
    ['an actuator of another kind', { gamepad: { hapticActuators: [{}] } }],
    ['one that answers nothing', { gamepad: { hapticActuators: [{ pulse: () => undefined }] } }],
    ['one that refuses', { gamepad: { hapticActuators: [{ pulse: () => Promise.reject(new Error('covered')) }] } }],
  ])('%s is no mistake', async (_, source) => {
    pulse(source as unknown as XRInputSource, 1, 10)
    tick(source as unknown as XRInputSource, 'grab')
    await vi.runAllTimersAsync()
  })
})

describe('ScriptMessages', () => {
  test('all who listen to a name hear it, until they stop', () => {
    const messages = new ScriptMessages()
    const heard: unknown[] = []
    const listen = (data: unknown) => void heard.push(data)
    const stops = [messages.on('MINE', listen), messages.on('MINE', listen)]
    expect(messages.deliver('MINE', 1)).toBe(true)
    stops[0]!()
    expect(messages.deliver('MINE', 2)).toBe(true)
    stops[1]!()
    stops[1]!()
    expect(messages.deliver('MINE', 3)).toBe(false)
    expect(messages.deliver('OTHER', 4)).toBe(false)
    expect(heard).toEqual([1, 1, 2])
  })

  test('a listener may stop while it hears', () => {
    const messages = new ScriptMessages()
    const heard: string[] = []
    const stop = messages.on('MINE', () => {
      heard.push('first')
      stop()
    })
    messages.on('MINE', () => heard.push('second'))
    messages.deliver('MINE', null)
    messages.deliver('MINE', null)
    expect(heard).toEqual(['first', 'second', 'second'])
  })

  test('a scene has one', () => {
    const scene = {}
    expect(scriptMessagesOf(scene)).toBe(scriptMessagesOf(scene))
  })
})
