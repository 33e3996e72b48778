import type { Measure } from '../support/Measure.ts'
import type { Spread } from '../support/statistics.ts'
import { type Target, verdictOf } from './Target.ts'

/** Three digits that count, and thousands apart. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: digits })
}

/** The median, with the least and the most where they differ. */
export function written(spread: Spread | null): string {
  if (!spread) return '–'
  const [median, min, max] = [spread.median, spread.min, spread.max].map(short)
  return min === max ? median! : `${median} (${min} to ${max})`
}

/** The target and whether it is reached, in words; empty where there is none. */
export function writtenTarget(measure: Pick<Measure, 'target' | 'ours' | 'ratio'>): string {
  const { target } = measure
  return target ? `${targetInWords(target)}: ${verdictOf(measure) ?? 'not measured'}` : ''
}

const targetInWords = ({ of, is, limit }: Target): string => `${of === 'ratio' ? 'ratio ' : ''}${is} ${short(limit)}`

/** Rows of cells as lines of text: the first column to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n')
}
