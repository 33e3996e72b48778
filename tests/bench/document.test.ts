import { describe, expect, it } from 'vitest'
import { barPlot } from '../../bench/document/barPlot.ts'
import { fillBlocks } from '../../bench/document/blocks.ts'
import { linePlot } from '../../bench/document/linePlot.ts'
import { plots } from '../../bench/document/plots.ts'
import { linear, logarithmic } from '../../bench/document/scale.ts'
import type { Result } from '../../bench/harness/Result.ts'
import { atMost } from '../../bench/harness/Target.ts'
import type { Measure } from '../../bench/support/Measure.ts'

const only = (median: number) => ({ median, min: median, max: median })
const measure = (what: string, reference: number | null, ours: number, extra: Partial<Measure> = {}): Measure => ({
  what,
  unit: 'ms',
  better: 'less',
  reference: reference === null ? null : only(reference),
  ours: only(ours),
  ratio: reference === null ? null : only(ours / reference),
  ...extra,
})
const result = (name: string, ...measures: Measure[]): Result => ({
  case: name,
  mode: 'usual',
  only: null,
  date: '2026-01-02T03:04:05.000Z',
  machine: { cpu: 'A processor', cores: 2, node: 'v20.1.0' },
  measures,
  notes: [],
  courses: [],
})
const results = (...all: Result[]) => new Map(all.map((each) => [each.case, each]))
const block = (about: string, content = 'old') => `before\n<!-- bench: ${about} -->\n${content}\n<!-- /bench -->\nafter`

const stream = result(
  'stream',
  measure('10 boxes: delay', 4, 8, { target: atMost(5) }),
  measure('10 boxes: work', 2, 1),
  measure('90 boxes: delay', null, 30),
)

describe('places of a page that are written from results', () => {
  it('have all rows of a case, between what is written around them', () => {
    expect(fillBlocks(block('stream'), results(stream))).toBe(
      block(
        'stream',
        [
          '|  | reference | ours | ratio | target |',
          '| --- | --- | --- | --- | --- |',
          '| 10 boxes: delay, ms | 4 | 8 | 2 | at most 5: missed |',
          '| 10 boxes: work, ms | 2 | 1 | 0.5 |  |',
          '| 90 boxes: delay, ms | – | 30 | – |  |',
          '',
          'Measured 2026-01-02, A processor, 2 cores, Node v20.1.0.',
        ].join('\n'),
      ),
    )
  })

  it('have the rows of a group by their own names, and no columns that are empty', () => {
    const page = fillBlocks(block('stream | 90 boxes'), results(stream))
    expect(page).toContain('|  | ours |\n| --- | --- |\n| delay, ms | 30 |')
  })

  it('have a line for each group', () => {
    const page = fillBlocks(block('stream | by: delay; work'), results(stream))
    expect(page).toContain(
      '|  | delay, ms | work, ms |\n| --- | --- | --- |\n| 10 boxes | 8 (2) | 1 (0.5) |\n| 90 boxes | 30 | – |',
    )
  })

  it('stay as they are when their case has no result, and when they are written twice', () => {
    expect(fillBlocks(block('grab'), results(stream))).toBe(block('grab'))
    const once = fillBlocks(block('stream | by: delay'), results(stream))
    expect(fillBlocks(once, results(stream))).toBe(once)
  })

  it('gather the targets of all cases, and keep those of cases without a result', () => {
    const big = result('big', measure('1 mesh: memory', 1, 3, { target: atMost(4) }))
    const both = fillBlocks(block('targets'), results(stream, big))
    expect(both).toContain(
      '| `big` | 1 mesh: memory, ms | 1 | 3 | 3 | at most 4: reached |\n| `stream` | 10 boxes: delay, ms |',
    )
    expect(fillBlocks(both, results(stream))).toBe(both)
    const anew = fillBlocks(both, results(result('big', measure('1 mesh: memory', 1, 5, { target: atMost(4) }))))
    expect(anew).toContain('at most 4: missed')
    expect(anew).not.toContain('at most 4: reached')
    expect(anew).toContain('| `stream` | 10 boxes: delay, ms |')
  })

  it('have a picture once it has been made', () => {
    const about = 'picture | bench-grab.svg | How long it takes'
    expect(fillBlocks(block(about), results(stream), ['bench-grab.svg'])).toBe(
      block(about, '![How long it takes](images/bench-grab.svg)'),
    )
    expect(fillBlocks(block(about), results(stream), ['bench-big.svg'])).toBe(block(about))
  })

  it('are refused where they ask for what is not there, or do not end', () => {
    expect(() => fillBlocks(block('stream | 11 boxes'), results(stream))).toThrow('stream has no such rows')
    expect(() => fillBlocks(block('stream | by: pace'), results(stream))).toThrow('no row is named "pace"')
    expect(() => fillBlocks('<!-- bench: stream -->\nold', results(stream))).toThrow('1 places of the page begin')
  })
})

describe('pictures of results', () => {
  it('are made of the cases that were measured', () => {
    const grab = result('grab', measure('320x240: question to picture, median', 2, 4))
    expect(Object.keys(plots(results(grab)))).toEqual(['bench-grab.svg'])
    expect(() => plots(results(result('grab', measure('320x240: something', 2, 4))))).toThrow('grab has no row')
  })

  it('have bars as long as their values, and names that may hold any character', () => {
    const svg = barPlot('Time', 'ms', [{ name: '1 < 2 & 3', reference: only(50), ours: only(100) }])
    const [reference, ours] = [...svg.matchAll(/width="([\d.]+)" height="10" fill="#(?:98a2b3|1570ef)"/g)]
      .map(([, width]) => Number(width))
      .filter((width) => width !== 10)
    expect(ours! / reference!).toBeCloseTo(2)
    expect(svg).toContain('1 &lt; 2 &amp; 3')
    expect(svg).not.toContain('NaN')
  })

  it('have lines through their points', () => {
    const svg = linePlot('Memory', { x: 'minutes', y: 'MB' }, [
      {
        name: 'page',
        points: [
          [0, 0],
          [10, 100],
        ],
      },
    ])
    expect(svg).toMatch(/points="70,276 [\d.]+,\d+"/)
    expect(svg).not.toContain('NaN')
  })
})

describe('axes', () => {
  it('begin at 0 and end at a round value above the most', () => {
    const scale = linear(87, 100, 200)
    expect(scale.ticks).toEqual([0, 20, 40, 60, 80, 100])
    expect([scale.at(0), scale.at(50), scale.at(100)]).toEqual([100, 200, 300])
    expect(linear(0, 0, 10).ticks).toEqual([0, 1])
  })

  it('go by powers of ten around all values', () => {
    const scale = logarithmic(0.4, 30, 0, 300)
    expect(scale.ticks).toEqual([0.1, 1, 10, 100])
    expect(scale.at(10)).toBeCloseTo(200)
    expect(logarithmic(10, 10, 0, 1).ticks).toEqual([10, 100])
  })
})
