import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { modeOf } from '../harness/Options.ts'
import { type Course, fileOf, type Result } from '../harness/Result.ts'
import { aligned, written, writtenTarget } from '../harness/writing.ts'
import { options } from './caseOptions.ts'
import type { Measure } from './Measure.ts'

export { measureOf } from './Measure.ts'
export type { Measure }

/** Prints the table of a case and writes it to dist/bench. */
export async function report(
  name: string,
  measures: readonly Measure[],
  notes: readonly string[] = [],
  courses: readonly Course[] = [],
): Promise<void> {
  const rows = measures.map((measure) => [
    `${measure.what}, ${measure.unit}`,
    written(measure.reference),
    written(measure.ours),
    written(measure.ratio),
    writtenTarget(measure),
  ])
  const table = aligned([['', 'reference', 'ours', 'ours / reference', 'target'], ...rows])
  console.log(`\n${name}: median (least to most of the rounds)\n${table}`)
  for (const note of notes) console.log(note)

  const result: Result = {
    case: name,
    mode: modeOf(options),
    only: options.only ?? null,
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version },
    measures,
    notes,
    courses,
  }
  const folder = fileURLToPath(new URL('../../dist/bench', import.meta.url))
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}/${fileOf(result)}`, `${JSON.stringify(result, null, 2)}\n`)
}
