import type { Result } from '../harness/Result.ts'
import { short, written, writtenTarget } from '../harness/writing.ts'
import type { Measure } from '../support/Measure.ts'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** When and where it was measured. */
  readonly foot: string
}

/** A row’s group, and what is said of it: `100 boxes, 60 Hz: ticks shown` is two parts. */
export function partsOf(what: string): { group: string; name: string } {
  const at = what.indexOf(': ')
  return at === -1 ? { group: '', name: what } : { group: what.slice(0, at), name: what.slice(at + 2) }
}

/** What a place of the page asks of a result. Throws where it has no such rows. */
export function tableOf(result: Result, what: string): Table {
  const foot = footOf(result)
  if (what.startsWith('by:')) {
    const names = what
      .slice('by:'.length)
      .split(';')
      .map((name) => name.trim())
    return { ...byGroup(result.measures, names), foot }
  }
  const chosen = what === 'rows' ? result.measures : result.measures.filter((row) => partsOf(row.what).group === what)
  if (chosen.length === 0) throw new Error(`${result.case} has no such rows`)
  const hasTargets = chosen.some(({ target }) => target)
  const hasReference = chosen.some(({ reference }) => reference)
  const rows = chosen.map((row) => {
    const [reference, ours, ratio, target] = cells(row)
    return [
      `${what === 'rows' ? row.what : partsOf(row.what).name}, ${row.unit}`,
      ...(hasReference ? [reference, ours, ratio] : [ours]),
      ...(hasTargets ? [target] : []),
    ]
  })
  const head = ['', ...(hasReference ? ['reference'] : []), 'ours', ...(hasReference ? ['ratio'] : [])]
  return { head: hasTargets ? [...head, 'target'] : head, rows, foot }
}

const cells = (row: Measure) =>
  [written(row.reference), written(row.ours), written(row.ratio), writtenTarget(row)] as const

/** What has a target, with all cells. */
export const targetRows = ({ measures }: Result): string[][] =>
  measures.filter(({ target }) => target).map((row) => [`${row.what}, ${row.unit}`, ...cells(row)])

/** A line for each group: our medians, with the ratio to the reference. */
function byGroup(measures: readonly Measure[], names: readonly string[]): Omit<Table, 'foot'> {
  const groups = [...new Set(measures.map(({ what }) => partsOf(what).group))]
  const find = (group: string, name: string) =>
    measures.find(({ what }) => partsOf(what).group === group && partsOf(what).name === name)
  const units = names.map((name) => measures.find(({ what }) => partsOf(what).name === name)?.unit)
  const missing = names.find((_, index) => units[index] === undefined)
  if (missing !== undefined) throw new Error(`no row is named "${missing}"`)
  return {
    head: ['', ...names.map((name, index) => `${name}, ${units[index]}`)],
    rows: groups
      .filter((group) => names.some((name) => find(group, name)))
      .map((group) => [group, ...names.map((name) => cell(find(group, name)))]),
  }
}

function cell(measure: Measure | undefined): string {
  if (!measure?.ours) return '–'
  const ours = short(measure.ours.median)
  return measure.ratio ? `${ours} (${short(measure.ratio.median)})` : ours
}

const footOf = ({ date, machine, mode }: Result): string =>
  `Measured ${date.slice(0, 10)}, ${machine.cpu ?? 'unknown processor'}, ${machine.cores} cores, Node ${machine.node}${mode === 'full' ? ', the whole of the case' : ''}.`
