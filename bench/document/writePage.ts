import { readFileSync, writeFileSync } from 'node:fs'
import { readResults } from '../harness/earlier.ts'
import { fileOf, type Result } from '../harness/Result.ts'
import { fillBlocks } from './blocks.ts'
import { plots } from './plots.ts'

const PAGE = 'docs/performance.md'
const PICTURES = 'docs/images'

/**
 * Writes the tables and pictures of docs/performance.md anew whose cases have results in `folder`. What is written
 * between them stays, and so do those of other cases. Returns what was done, in words.
 */
export function writePage(folder: string): string {
  const all = readResults(folder)
  const kept = new Map(all.filter(isWhole).map((result) => [result.case, result]))
  const left = all.filter((result) => !isWhole(result)).map(fileOf)
  if (kept.size === 0) throw new Error(`${folder} has results of quick runs or parts only, which are not kept`)
  const pictures = plots(kept)
  const names = Object.keys(pictures)
  writeFileSync(PAGE, fillBlocks(readFileSync(PAGE, 'utf8'), kept, names))
  for (const name of names) writeFileSync(`${PICTURES}/${name}`, pictures[name]!)
  const without = left.length > 0 ? `; left out, because quick or of a part: ${left.join(', ')}` : ''
  return `${PAGE}: ${[...kept.keys()].join(', ')}; ${names.length} pictures${without}`
}

const isWhole = ({ mode, only }: Result) => mode !== 'quick' && only === null
