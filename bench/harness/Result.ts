import type { Measure } from '../support/Measure.ts'

/** Something that was followed over time, as points of seconds and values. */
export interface Course {
  readonly what: string
  readonly unit: string
  readonly points: readonly (readonly [seconds: number, value: number])[]
}

/** What a case has measured, as a file of dist/bench has it. */
export interface Result {
  readonly case: string
  /** What was asked for beside the name: a quick run’s figures are not to be kept. */
  readonly mode: 'quick' | 'usual' | 'full'
  /** What `--only` chose of the case; `null`: nothing was left out. */
  readonly only: string | null
  readonly date: string
  readonly machine: { readonly cpu?: string | undefined; readonly cores: number; readonly node: string }
  readonly measures: readonly Measure[]
  readonly notes: readonly string[]
  readonly courses: readonly Course[]
}

/** The file of a result: a quick run, or one of a part, does not take the place of figures that are kept. */
export const fileOf = ({ case: name, mode, only }: Pick<Result, 'case' | 'mode' | 'only'>): string =>
  `${name}${mode === 'quick' ? '-quick' : ''}${only === null ? '' : '-only'}.json`

/** Of earlier results of a case the one that is of the same kind as this run, or else the one that is there. */
export function earlierOf(earlier: readonly Result[], now: Pick<Result, 'case' | 'mode' | 'only'>): Result | undefined {
  const same = earlier.filter((result) => result.case === now.case)
  return same.find((result) => fileOf(result) === fileOf(now)) ?? same.find(({ only }) => only === null) ?? same[0]
}
