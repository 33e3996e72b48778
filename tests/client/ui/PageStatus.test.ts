import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemList } from '../../../src/scene/ProblemList.ts'
import { type Link, linkText, nextLink } from '../../../src/ui/gui/link.ts'
import { NoticeList } from '../../../src/ui/gui/NoticeList.ts'
import { PageStatus, type RoundTrip } from '../../../src/ui/gui/PageStatus.ts'
import { RateMeter } from '../../../src/ui/gui/RateMeter.ts'
import { statsText } from '../../../src/ui/gui/StatsLine.tsx'
import { fractionOf, nearestValue, sliderText, valueAt } from '../../../src/ui/gui/slider.ts'

describe('how often something happens', () => {
  it('is what happened in the last second, and nothing once it stops', () => {
    const meter = new RateMeter()
    for (let frame = 0; frame < 144; frame += 1) meter.mark((frame * 1000) / 72)
    expect(meter.perSecond(2000)).toBe(71)
    expect(meter.perSecond(2500)).toBe(35)
    expect(meter.perSecond(3000)).toBe(0)
  })
})

describe('the connection in the person’s terms', () => {
  const opened = { status: 'open', sessionId: 'x', role: 'operator', resumed: false } as const
  const lost = { status: 'waiting', attempt: 1, retryInMs: 100, reason: 'The connection was lost.' } as const

  it('is being made, is there, is lost since a moment that does not move, and is there again', () => {
    let link: Link = nextLink({ status: 'none' }, { status: 'connecting', attempt: 0, reason: null }, false, 0)
    expect(linkText(link, 0)).toBe('Connecting …')
    link = nextLink(link, opened, false, 1000)
    expect(linkText(link, 1000)).toBe('Connected')
    link = nextLink(link, lost, true, 5000)
    link = nextLink(link, { status: 'connecting', attempt: 1, reason: lost.reason }, true, 8000)
    expect(linkText(link, 9900)).toBe('Reconnecting since 4 s')
    link = nextLink(link, { ...opened, role: 'viewer' }, true, 10_000)
    expect(linkText(link, 10_000)).toBe('Connected, watching')
  })

  it('says why it has ended', () => {
    const link = nextLink(
      { status: 'connecting', hasFailed: false },
      { status: 'ended', refused: true, reason: 'No token.' },
      false,
      0,
    )
    expect(linkText(link, 0)).toBe('No token.')
  })
})

describe('what the page says of itself', () => {
  const statusWith = (roundTrip: () => RoundTrip | undefined, link: Link = { status: 'connected' }) => {
    const status = new PageStatus(new ProblemList(), roundTrip)
    status.link.set(link)
    return status
  }

  it('is the last round trip, never an old one as if it were new', () => {
    const status = statusWith(() => ({ roundTripMs: 12.4, at: 10_000 }))
    expect(status.delayText(11_000)).toBe('12 ms')
    expect(status.delayText(18_000)).toBe('none for 8 s')
    status.link.set({ status: 'reconnecting', since: 0 })
    expect(status.delayText(11_000)).toBe('–')
    expect(statusWith(() => undefined).delayText(0)).toBe('–')
  })

  it('is the rate of each stream of poses, as far as it is sent', () => {
    const status = statusWith(() => undefined)
    expect(status.poseText(0)).toBe('–')
    for (let at = 0; at < 60; at += 1) status.countSample('HAND_MOVE', 'hands', (at * 1000) / 60)
    status.countSample('CAMERA_MOVE', 'defaultCamera', 0)
    expect(status.poseText(999)).toBe('60 Hz')
    for (let at = 0; at < 30; at += 1) status.countSample('HEAD_MOVE', 'head', (at * 1000) / 30)
    expect(status.poseText(999)).toBe('30–60 Hz')
    expect(status.poseText(5000)).toBe('–')
  })

  it('is one line on the desktop, which is at rest while nothing changes', () => {
    const status = statusWith(() => ({ roundTripMs: 3, at: 0 }))
    expect(statsText(status, 0, 0)).toBe('Connected · round trip 3 ms · at rest · poses –')
    for (let frame = 0; frame < 30; frame += 1) status.frames.mark(frame * 20)
    expect(statsText(status, 0, 600)).toBe('Connected · round trip 3 ms · 30 frames/s · poses –')
  })
})

describe('messages of the script', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const texts = (list: NoticeList) => list.all().map(({ text }) => text)

  it('are shown for their time, and go at a click', () => {
    const list = new NoticeList()
    list.add({ text: 'short', level: 'info', forMs: 1000 })
    list.add({ text: 'long', level: 'error', forMs: 5000 })
    expect(texts(list)).toEqual(['short', 'long'])
    vi.advanceTimersByTime(1000)
    expect(texts(list)).toEqual(['long'])
    list.remove(list.all()[0]!.id)
    expect(texts(list)).toEqual([])
  })

  it('that say the same again are shown once, for the time of the newer one', () => {
    const list = new NoticeList()
    list.add({ text: 'a', level: 'info', forMs: 1000 })
    vi.advanceTimersByTime(900)
    list.add({ text: 'a', level: 'info', forMs: 1000 })
    list.add({ text: 'a', level: 'error', forMs: 1000 })
    expect(texts(list)).toEqual(['a', 'a'])
    vi.advanceTimersByTime(900)
    expect(texts(list)).toEqual(['a', 'a'])
  })

  it('that are too many push out the oldest', () => {
    const list = new NoticeList()
    for (const text of 'abcdef') list.add({ text, level: 'info', forMs: 1000 })
    expect(texts(list)).toEqual(['c', 'd', 'e', 'f'])
    vi.runAllTimers()
    expect(texts(list)).toEqual([])
  })
})

describe('a slider', () => {
  it('has values on its steps, counted from its left end', () => {
    const range = { min: 0.25, max: 1.3, step: 0.5 }
    expect(nearestValue(0.6, range)).toBe(0.75)
    expect(nearestValue(9, range)).toBe(1.3)
    expect(nearestValue(-9, range)).toBe(0.25)
    expect(nearestValue(0.1 + 0.2, { min: 0, max: 1, step: 0.1 })).toBe(0.3)
    expect(nearestValue(0.123456, { min: 0, max: 1, step: 0 })).toBe(0.123456)
  })

  it('has a place for each value, and a value for each place', () => {
    const range = { min: -10, max: 10, step: 1 }
    expect(fractionOf(0, range)).toBe(0.5)
    expect(fractionOf(99, range)).toBe(1)
    expect(valueAt(0.76, range)).toBe(5)
    expect(valueAt(-3, range)).toBe(-10)
    expect(fractionOf(1, { min: 1, max: 1, step: 1 })).toBe(0)
  })

  it('shows as many decimals as its steps have', () => {
    expect(sliderText(0.5, { min: 0, max: 1, step: 0.01 }, 'm/s')).toBe('0.50 m/s')
    expect(sliderText(3, { min: 0, max: 10, step: 1 })).toBe('3')
    expect(sliderText(0.00002, { min: 0, max: 1, step: 1e-5 })).toBe('0.00002')
    expect(sliderText(1 / 3, { min: 0, max: 1, step: 0 }, 'rad')).toBe('0.3333 rad')
  })
})
