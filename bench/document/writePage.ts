import { readFileSync, writeFileSync } from 'node:fs'
import { readResults } from '../harness/earlier.ts'
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
  const kept = new Map([...all].filter(([, { mode }]) => mode !== 'quick'))
  const quick = [...all.keys()].filter((name) => !kept.has(name))
  if (kept.size === 0) throw new Error(`${folder} has results of quick runs only, whose figures are not kept`)
  writeFileSync(PAGE, fillBlocks(readFileSync(PAGE, 'utf8'), kept))
  const pictures = Object.entries(plots(kept))
  for (const [name, svg] of pictures) writeFileSync(`${PICTURES}/${name}`, svg)
  const left = quick.length > 0 ? `; left out, because of quick runs: ${quick.join(', ')}` : ''
  return `${PAGE}: ${[...kept.keys()].join(', ')}; ${pictures.length} pictures${left}`
}
