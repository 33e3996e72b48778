import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MountQueue } from '../../../src/scene/MountQueue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A queue for lists that mount as many nodes as they may, at a cost for each. */
function queueOf(millisecondsPerNode: number) {
  let now = 0
  const flush = vi.fn((work: () => void) => work())
  const queue = new MountQueue(flush, () => now)
  const slices: number[] = []
  const mount = (count: number) => {
    let missing = count
    const goOn = () => {
      let mounted = 0
      while (missing > 0 && queue.take()) {
        missing -= 1
        mounted += 1
      }
      now += mounted * millisecondsPerNode
      slices.push(mounted)
      if (missing > 0) queue.wait(missing, goOn)
    }
    goOn()
    return () => missing
  }
  return { queue, mount, slices, flush }
}

describe('mounting many nodes', () => {
  it('few come at once, and the next few too', async () => {
    const { mount, slices, flush } = queueOf(1)
    for (let round = 0; round < 5; round += 1) {
      mount(60)
      await Promise.resolve()
    }
    expect(slices).toEqual([60, 60, 60, 60, 60])
    expect(flush).not.toHaveBeenCalled()
  })

  it('of many so many at a time as take a few milliseconds, whatever one costs', () => {
    for (const cost of [0.05, 0.5, 5]) {
      const { mount, slices } = queueOf(cost)
      const missing = mount(3000)
      vi.runAllTimers()
      expect(missing()).toBe(0)
      expect(Math.max(...slices.slice(2)) * cost).toBeLessThanOrEqual(Math.max(41, 8 * cost))
    }
  })

  it('lists take turns', () => {
    const { queue, mount } = queueOf(0.5)
    const [first, second] = [mount(1000), mount(1000)]
    for (let frame = 0; frame < 20; frame += 1) queue.frame()
    expect(first()).toBeLessThan(900)
    expect(second()).toBeLessThan(900)
  })

  it('while a headset presents, less at a time and once a frame; without frames it goes on slowly', () => {
    const { queue, mount, slices } = queueOf(0.1)
    queue.isPresenting = true
    const missing = mount(400)
    expect(slices).toEqual([64])
    vi.advanceTimersByTime(100)
    expect(slices).toHaveLength(1)
    queue.frame()
    queue.frame()
    expect(slices).toEqual([64, 64, 40])
    vi.advanceTimersByTime(250)
    expect(slices).toHaveLength(4)
    vi.runAllTimers()
    expect(missing()).toBe(0)
  })

  it('says when all are there', async () => {
    const { queue, mount } = queueOf(1)
    await queue.done()
    const missing = mount(500)
    let isDone = false
    const done = queue.done().then(() => {
      isDone = true
    })
    queue.frame()
    await Promise.resolve()
    expect(isDone).toBe(false)
    vi.runAllTimers()
    await done
    expect(missing()).toBe(0)
  })

  it('a list that goes away waits no longer', async () => {
    const { queue } = queueOf(1)
    const goOn = vi.fn()
    const forget = queue.wait(10, goOn)
    forget()
    vi.runAllTimers()
    expect(goOn).not.toHaveBeenCalled()
    await queue.done()
  })

  it('nobody waits for a stage that is gone', async () => {
    const { queue, mount } = queueOf(1)
    const missing = mount(500)
    const done = queue.done()
    queue.dispose()
    await done
    vi.runAllTimers()
    expect(missing()).toBe(436)
  })
})
