import { describe, expect, it } from 'vitest'
import {
  Button,
  GUI,
  GuiText,
  isSample,
  ProtocolError,
  readEventValue,
  readNotice,
  Select,
  Slider,
  Toggle,
  valueForVuer,
} from '../../protocol/index.ts'
import { refusal } from '../support/refusal.ts'

describe('what the person does with controls', () => {
  it('[EV3] is an event, and none is dropped', () => {
    expect([isSample('CLICK'), isSample('SET')]).toEqual([false, false])
  })

  it('is read as it came: a click with nothing, a value of its kind', () => {
    expect(readEventValue('CLICK', undefined)).toBeUndefined()
    expect(readEventValue('CLICK', { x: 1, y: 2, w: 3, h: 4 })).toEqual({ x: 1, y: 2, w: 3, h: 4 })
    for (const value of [0.25, true, 'fast', '3']) expect(readEventValue('SET', value)).toBe(value)
  })

  it.each([undefined, null, [1], { value: 1 }, Number.NaN, Number.POSITIVE_INFINITY])(
    'is refused when a control cannot have been set to it: %j',
    (value) => {
      expect(() => readEventValue('SET', value)).toThrow(ProtocolError)
    },
  )

  it('tells a server of Vuer the number of a slider as text, as Vuer’s client does', () => {
    expect(valueForVuer('SET', 3)).toBe('3')
    expect(valueForVuer('SET', true)).toBe(true)
  })
})

describe('controls', () => {
  it('are checked at the call', () => {
    const message = (build: () => unknown) => refusal(build).message
    expect(message(() => Slider({ key: 's', step: -1 }))).toBe(
      'Slider "s": step: expected a number that is not negative',
    )
    expect(message(() => Slider({ key: 's', value: 'fast' as never }))).toBe(
      'Slider "s": value: expected a number, got "fast"',
    )
    expect(message(() => Toggle({ key: 't', value: 1 as never }))).toBe(
      'Toggle "t": value: expected true or false, got 1',
    )
    expect(message(() => Select({ key: 'c', options: ['a', 2 as never] }))).toContain('Select "c": options[1]')
    expect(message(() => GUI({ key: 'g', hand: 'both' as never }))).toContain('GUI "g": hand: expected "left"')
    expect(message(() => GuiText({ key: 'w', level: 'fatal' as never }))).toContain('GuiText "w": level')
  })

  it('are nodes like others, with children and keys of their own', () => {
    expect(GUI({ key: 'g', title: 'Arm' }, Button({ key: 'b', label: 'Go' }))).toEqual({
      tag: 'GUI',
      key: 'g',
      title: 'Arm',
      children: [{ tag: 'Button', key: 'b', label: 'Go' }],
    })
  })
})

describe('a message for the person', () => {
  it('[OP12] has a text, and information for six seconds where nothing else is written', () => {
    expect(readNotice({ text: 'Calibrated' })).toEqual({ text: 'Calibrated', level: 'info', forMs: 6000 })
    expect(readNotice({ text: 'Stuck', level: 'error', forMs: 1, more: true })).toEqual({
      text: 'Stuck',
      level: 'error',
      forMs: 1,
    })
  })

  it.each<[unknown, string]>([
    [undefined, 'data: expected a map'],
    [{ text: 5 }, 'data.text: expected a string'],
    [{ text: ' ' }, 'data.text: expected a text'],
    [{ text: 'x', level: 'fatal' }, 'data.level: expected "info"'],
    [{ text: 'x', forMs: 0 }, 'data.forMs: expected milliseconds above 0, and at most an hour'],
    [{ text: 'x', forMs: Number.POSITIVE_INFINITY }, 'data.forMs: expected milliseconds'],
  ])('[OP12] is refused when it is %j', (data, message) => {
    const refused = refusal(() => readNotice(data))
    expect(refused.code).toBe('INVALID_EVENT')
    expect(refused.message).toContain(`NOTICE: ${message}`)
  })
})
