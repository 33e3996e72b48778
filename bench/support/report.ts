import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Comparison, Figures } from './compare.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** A row of a case's table. */
export interface Measure {
  readonly what: string
  readonly unit: string
  readonly reference: Spread
  readonly ours: Spread
  /** Ours to the reference, from the pairs of rounds that ran one after the other. */
  readonly ratio: Spread
}

/** One figure of a comparison as a row. */
export function measureOf(comparison: Comparison, figure: string, what: string, unit: string): Measure {
  const pick = (rounds: readonly Figures[]) => rounds.map((round) => round[figure] ?? Number.NaN)
  const reference = pick(comparison.reference)
  const ours = pick(comparison.ours)
  return {
    what,
    unit,
    reference: spreadOf(reference),
    ours: spreadOf(ours),
    ratio: spreadOf(ours.map((value, round) => value / reference[round]!)),
  }
}

/** Prints the table of a case and writes it to dist/bench/<name>.json. */
export async function report(name: string, measures: readonly Measure[], notes: readonly string[] = []): Promise<void> {
  const rows = [
    ['', 'reference', 'ours', 'ours / reference'],
    ...measures.map(({ what, unit, reference, ours, ratio }) => [
      `${what}, ${unit}`,
      written(reference),
      written(ours),
      written(ratio),
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')
  console.log(`\n${name}: median (least to most of the rounds)\n${rows.map(line).join('\n')}`)
  for (const note of notes) console.log(note)

  const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version }
  const folder = fileURLToPath(new URL('../../dist/bench', import.meta.url))
  await mkdir(folder, { recursive: true })
  const content = { case: name, date: new Date().toISOString(), machine, measures, notes }
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(content, null, 2)}\n`)
}

const written = ({ median, min, max }: Spread): string => `${short(median)} (${short(min)} to ${short(max)})`

/** Three digits that count, and thousands apart. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: digits })
}
