import type { Result } from '../harness/Result.ts'
import { type Table, tableOf, targetRows } from './table.ts'

/**
 * A place of the page that is written from results:
 *
 *     <!-- bench: stream | 100 boxes, 60 Hz -->
 *     … a table …
 *     <!-- /bench -->
 *
 * After the case comes what is shown: `rows`, all of them; the name of a group, its rows; or `by: a; b`, a line for each
 * group with those rows in it. In place of a case, `targets` is what has a target, of all cases, and
 * `picture | bench-stream.svg | What it shows` is one of the pictures, once it has been made.
 */
const BLOCK = /<!-- bench: (.*?) -->\n[\s\S]*?<!-- \/bench -->/g

/** The page with all places written anew whose case has a result; the others stay. Throws where a place is wrong. */
export function fillBlocks(
  page: string,
  results: ReadonlyMap<string, Result>,
  pictures: readonly string[] = [],
): string {
  const opened = page.match(/<!-- bench: /g)?.length ?? 0
  const closed = page.match(/<!-- \/bench -->/g)?.length ?? 0
  if (opened !== closed) throw new Error(`${opened} places of the page begin with "bench:", and ${closed} end`)
  return page.replace(BLOCK, (block, about: string) => {
    const content = contentOf(block, about, results, pictures)
    return content === undefined ? block : `<!-- bench: ${about} -->\n${content}\n<!-- /bench -->`
  })
}

function contentOf(
  block: string,
  about: string,
  results: ReadonlyMap<string, Result>,
  pictures: readonly string[],
): string | undefined {
  const [name = '', what = 'rows', words = ''] = about.split('|').map((part) => part.trim())
  if (name === 'picture') return pictures.includes(what) ? `![${words}](images/${what})` : undefined
  const table = name === 'targets' ? targets(block, results) : tableFor(about, name, what, results)
  return table && markdown(table)
}

function tableFor(about: string, name: string, what: string, results: ReadonlyMap<string, Result>): Table | undefined {
  const result = results.get(name)
  if (!result) return undefined
  try {
    return tableOf(result, what)
  } catch (error) {
    throw new Error(`<!-- bench: ${about} -->: ${(error as Error).message}`, { cause: error })
  }
}

/** Rows of cases without a result stay as the page has them. */
function targets(block: string, results: ReadonlyMap<string, Result>): Table {
  const kept = block
    .split('\n')
    .map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
    .filter(([name]) => name?.startsWith('`') && !results.has(name.slice(1, -1)))
  const rows = [...results.values()].flatMap((result) =>
    targetRows(result).map((row) => [`\`${result.case}\``, ...row]),
  )
  const all = [...kept, ...rows].sort(([a], [b]) => a!.localeCompare(b!))
  return { head: ['Case', '', 'reference', 'ours', 'ratio', 'target'], rows: all, foot: '' }
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

function markdown({ head, rows, foot }: Table): string {
  const lines = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
  return foot ? `${lines}\n\n${foot}` : lines
}
