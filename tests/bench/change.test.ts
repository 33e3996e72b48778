import { describe, expect, it } from 'vitest'
import { changesBetween } from '../../bench/harness/change.ts'
import { comparisonTable } from '../../bench/harness/comparisonTable.ts'
import type { Result } from '../../bench/harness/Result.ts'
import type { Measure } from '../../bench/support/Measure.ts'

const around = (median: number, by = 0.1) => ({ median, min: median * (1 - by), max: median * (1 + by) })

const measure = (
  what: string,
  ours: number | null,
  ratio: number | null,
  better: Measure['better'] = 'less',
): Measure => ({
  what,
  unit: 'ms',
  better,
  reference: null,
  ours: ours === null ? null : around(ours),
  ratio: ratio === null ? null : around(ratio),
})
const result = (...measures: Measure[]): Result => ({
  case: 'stream',
  mode: 'usual',
  only: null,
  date: '2026-01-01T00:00:00.000Z',
  machine: { cores: 2, node: 'v20' },
  measures,
  notes: [],
  courses: [],
})
const verdicts = (earlier: Measure[], now: Measure[]) =>
  changesBetween(result(...earlier), result(...now)).map(({ what, verdict }) => `${what}: ${verdict}`)

describe('comparing with an earlier run', () => {
  it('compares the ratios to the reference, because the machine may have been another', () => {
    const [change] = changesBetween(result(measure('frame', 10, 2)), result(measure('frame', 40, 1)))
    expect(change).toMatchObject({ of: 'ratio', factor: 0.5, verdict: 'better' })
  })

  it('compares our own figures where one of the runs had no reference', () => {
    const [change] = changesBetween(result(measure('frame', 10, null)), result(measure('frame', 40, 1)))
    expect(change).toMatchObject({ of: 'ours', factor: 4, verdict: 'worse' })
  })

  it('says better or worse only beyond the spread, by the direction of the row', () => {
    expect(
      verdicts(
        [measure('a', 1, 1), measure('b', 1, 1), measure('c', 1, 1, 'more'), measure('d', 1, 1, 'neither')],
        [measure('a', 1, 1.15), measure('b', 1, 1.5), measure('c', 1, 1.5, 'more'), measure('d', 1, 1.5, 'neither')],
      ),
    ).toEqual(['a: same', 'b: worse', 'c: better', 'd: different'])
    expect(verdicts([measure('c', 1, 1, 'more')], [measure('c', 1, 0.5, 'more')])).toEqual(['c: worse'])
  })

  it('names rows that are new, gone, or were not measured', () => {
    expect(verdicts([measure('a', 1, 1), measure('b', 1, 1)], [measure('b', null, null), measure('c', 1, 1)])).toEqual([
      'b: not measured',
      'c: new',
      'a: gone',
    ])
  })

  it('does not call gone what a run of a part has left out', () => {
    const part = { ...result(measure('b', 1, 1)), only: 'b' }
    expect(changesBetween(result(measure('a', 1, 1), measure('b', 1, 1)), part).map(({ what }) => what)).toEqual(['b'])
  })

  it('tells rows apart by their unit', () => {
    const bytes = { ...measure('update', 1, 1), unit: 'bytes' }
    expect(verdicts([measure('update', 1, 1), bytes], [measure('update', 1, 9), bytes])).toEqual([
      'update: worse',
      'update: same',
    ])
  })

  it('is a table with a sum, which says when the runs were of another kind', () => {
    const table = comparisonTable(result(measure('frame', 10, 2)), {
      ...result(measure('frame', 10, 1)),
      mode: 'quick',
    })
    expect(table).toContain('frame, ms')
    expect(table).toContain('1 better, 0 worse, 0 the same')
    expect(table).toContain('The earlier run was usual, this one quick')
  })
})
