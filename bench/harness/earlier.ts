import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Measure } from '../support/Measure.ts'
import type { Result } from './Result.ts'

/** Earlier results: one file of dist/bench, or all of a folder. Throws where there is nothing, or where a file is no result. */
export function readResults(path: string): Result[] {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) throw new Error(`${path}: there is no such file or folder; npm run bench writes dist/bench/<case>.json`)
  if (!stats.isDirectory()) return [readResult(path)]
  const files = readdirSync(path).filter((file) => file.endsWith('.json'))
  if (files.length === 0) throw new Error(`${path}: there is no result in this folder; npm run bench writes dist/bench`)
  return files.map((file) => readResult(join(path, file)))
}

function readResult(path: string): Result {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: not a result: ${(error as Error).message}`, { cause: error })
  }
  return checkedResult(content, path)
}

/** The content of a result's file; throws with what is missing. Results of before directions and courses are read too. */
export function checkedResult(content: unknown, path: string): Result {
  const result = content as Partial<Result> | null
  if (typeof result !== 'object' || result === null || typeof result.case !== 'string') {
    throw new Error(`${path}: not a result of a benchmark: it has no "case"`)
  }
  if (!Array.isArray(result.measures)) throw new Error(`${path}: not a result of a benchmark: it has no "measures"`)
  const measures = result.measures.map((measure: Partial<Measure>, index) => {
    if (typeof measure?.what !== 'string' || typeof measure.unit !== 'string') {
      throw new Error(`${path}: measures[${index}] has no "what" or no "unit"`)
    }
    return { reference: null, ours: null, ratio: null, better: 'neither', ...measure } as Measure
  })
  return {
    mode: 'usual',
    only: null,
    date: '',
    machine: { cores: 0, node: '' },
    notes: [],
    courses: [],
    ...result,
    case: result.case,
    measures,
  }
}
