import { parseArgs } from 'node:util'

/** What `npm run bench -- …` was asked for. Cases get the same words. */
export interface Options {
  /** Cases; none means all. */
  readonly names: readonly string[]
  /** Few and short rounds: to see that a case works, not for figures to keep. */
  readonly quick: boolean
  /** Everything that a case can measure, however long it takes. */
  readonly full: boolean
  /** Only what has this text in its name. */
  readonly only: string | undefined
  /** A page to be looked at in place of ours. */
  readonly url: string | undefined
  readonly rounds: number | undefined
  /** How long `soak` and `images` go on. */
  readonly minutes: number | undefined
  /** An earlier result, or a folder of them, to compare with. */
  readonly compare: string | undefined
  /** Write docs/performance.md from the results there are, and measure nothing. */
  readonly report: boolean
}

export const USAGE = `npm run bench -- [NAME…] [options]
  --quick            few and short rounds
  --full             everything a case can measure
  --only TEXT        only what has TEXT in its name (stream, big, grab)
  --rounds N         rounds of each measurement
  --minutes N        how long soak and images go on
  --url URL          look at that page in place of ours (stream, start)
  --compare PATH     compare with an earlier result: a file of dist/bench, or a folder of them
  --report           write docs/performance.md from dist/bench, and measure nothing`

/** Reads the words after `npm run bench --`. Throws with what is wrong and how it is written. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args)
  if (values.quick && values.full) throw new Error(`--quick and --full exclude each other\n${USAGE}`)
  if (values.url !== undefined && values.compare !== undefined) {
    throw new Error(`--url and --compare exclude each other: another page has no earlier results\n${USAGE}`)
  }
  if (values.url !== undefined && !URL.canParse(values.url)) {
    throw new Error(`--url: expected an address such as https://127.0.0.1:8012/, got "${values.url}"`)
  }
  return {
    names: positionals,
    quick: values.quick ?? false,
    full: values.full ?? false,
    only: values.only,
    url: values.url,
    rounds: positiveNumber('rounds', values.rounds, Number.isInteger),
    minutes: positiveNumber('minutes', values.minutes),
    compare: values.compare,
    report: values.report ?? false,
  }
}

/** How thorough a run is, in a word. */
export const modeOf = ({ quick, full }: Options): 'quick' | 'usual' | 'full' =>
  quick ? 'quick' : full ? 'full' : 'usual'

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean' },
        full: { type: 'boolean' },
        only: { type: 'string' },
        url: { type: 'string' },
        rounds: { type: 'string' },
        minutes: { type: 'string' },
        compare: { type: 'string' },
        report: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`)
  }
}

function positiveNumber(name: string, text: string | undefined, isAllowed = Number.isFinite): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !isAllowed(value) || value <= 0) {
    const expected = isAllowed === Number.isInteger ? 'a whole number' : 'a number'
    throw new Error(`--${name}: expected ${expected} above 0, got "${text}"`)
  }
  return value
}
