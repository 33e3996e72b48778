import { describe, expect, it } from 'vitest'
import { allocatedBytes } from '../../bench/browser/allocatedBytes.ts'
import { type TraceEvent, tasksOf } from '../../bench/browser/tasks.ts'

const PAGE = 'https://127.0.0.1:1234/'
const started: TraceEvent = {
  name: 'TracingStartedInBrowser',
  ph: 'I',
  pid: 1,
  tid: 1,
  ts: 0,
  args: {
    data: {
      frames: [
        { url: 'about:blank', processId: 8 },
        { url: `${PAGE}?a=1`, processId: 7 },
      ],
    },
  },
}
const thread = (pid: number, tid: number, name: string): TraceEvent => ({
  name: 'thread_name',
  ph: 'M',
  pid,
  tid,
  ts: 0,
  args: { name },
})
const task = (pid: number, tid: number, ts: number, dur: number): TraceEvent => ({
  name: 'RunTask',
  ph: 'X',
  pid,
  tid,
  ts,
  dur,
})

describe('tasks of a page, by a trace of the browser', () => {
  it('are those of the main thread of its own process, in the order of time, in milliseconds', () => {
    const events = [
      started,
      thread(7, 2, 'Compositor'),
      thread(7, 1, 'CrRendererMain'),
      thread(8, 1, 'CrRendererMain'),
      task(7, 1, 2000, 500),
      task(7, 1, 1000, 1500),
      task(7, 2, 1000, 90_000),
      task(8, 1, 1000, 90_000),
      { ...task(7, 1, 3000, 90_000), name: 'FunctionCall' },
    ]
    expect(tasksOf(events, PAGE)).toEqual([1.5, 0.5])
  })

  it('are an error where the page is not in the trace', () => {
    expect(() => tasksOf([thread(7, 1, 'CrRendererMain')], PAGE)).toThrow(`the trace has no page at ${PAGE}`)
    expect(() => tasksOf([started], PAGE)).toThrow(`the trace has no main thread of ${PAGE}`)
  })
})

describe('a sampled profile of allocations', () => {
  it('is the sum of all functions', () => {
    const leaf = (selfSize: number) => ({ selfSize, children: [] })
    expect(allocatedBytes({ selfSize: 1, children: [leaf(2), { selfSize: 4, children: [leaf(8)] }] })).toBe(15)
  })
})
