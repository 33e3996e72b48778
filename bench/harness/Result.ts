import type { Measure } from '../support/Measure.ts'

/** Something that was followed over time, as points of seconds and values. */
export interface Course {
  readonly what: string
  readonly unit: string
  readonly points: readonly (readonly [seconds: number, value: number])[]
}

/** What a case has measured, as dist/bench/<case>.json has it. */
export interface Result {
  readonly case: string
  /** What was asked for beside the name: a quick run’s figures are not to be kept. */
  readonly mode: 'quick' | 'usual' | 'full'
  readonly date: string
  readonly machine: { readonly cpu?: string | undefined; readonly cores: number; readonly node: string }
  readonly measures: readonly Measure[]
  readonly notes: readonly string[]
  readonly courses: readonly Course[]
}
