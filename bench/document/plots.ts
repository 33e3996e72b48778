import type { Result } from '../harness/Result.ts'
import { type Bars, barPlot } from './barPlot.ts'
import { linePlot } from './linePlot.ts'
import { partsOf } from './table.ts'

/** The pictures of the page by their file’s name: those whose case has a result. */
export function plots(results: ReadonlyMap<string, Result>): Record<string, string> {
  const made: Record<string, string> = {}
  const draw = (name: string, of: string, plot: (result: Result) => string) => {
    const result = results.get(of)
    if (result) made[`bench-${name}.svg`] = plot(result)
  }
  const bars = (title: string, row: string) => (result: Result) => {
    const { bars: all, unit } = barsOf(result, row)
    return barPlot(title, unit, all)
  }
  draw('stream', 'stream', bars('stream: frames a second while everything moves', 'frames'))
  draw(
    'stream-tick',
    'stream',
    bars('stream: what a tick costs the main thread', 'script outside of render(): decode, apply, write'),
  )
  draw('grab', 'grab', bars('grab: from the question to the picture', 'question to picture, median'))
  draw('big', 'big', bars('big: from the call to the picture of all of it', 'call to picture of all of it'))
  draw('big-blocked', 'big', bars('big: the longest task of the main thread', 'longest task of the main thread'))
  draw('fanout', 'fanout', bars('fanout: update to client, 99 %', 'update to client, p99'))
  draw('start', 'start', bars('start: from the address to the first frame with it', 'address to first frame with it'))
  draw('soak', 'soak', memoryOverTime)
  return made
}

/** One row of each group. */
function barsOf({ measures, case: name }: Result, row: string): { bars: Bars[]; unit: string } {
  const chosen = measures.filter(({ what, ours }) => partsOf(what).name === row && ours)
  if (chosen.length === 0) throw new Error(`${name} has no row "${row}" to draw`)
  const bars = chosen.map(({ what, reference, ours }) => ({ name: partsOf(what).group, reference, ours }))
  return { bars, unit: chosen[0]!.unit }
}

function memoryOverTime({ courses }: Result): string {
  const lines = courses
    .filter(({ unit }) => unit === 'bytes')
    .map(({ what, points }) => ({
      name: what,
      points: points.map(([seconds, bytes]) => [seconds / 60, bytes / 1e6] as const),
    }))
  return linePlot('soak: memory in use, garbage collected', { x: 'minutes', y: 'MB' }, lines)
}
