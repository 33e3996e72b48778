import { type Options, readOptions } from '../harness/Options.ts'

/** What this run was asked for. */
export const options: Options = readOptions(process.argv.slice(2))

/** How many rounds there are: what was asked for, one of a quick run, or else `usual`. */
export const roundsOr = (usual: number): number =>
  options.rounds ?? Number(process.env.BENCH_ROUNDS ?? (options.quick ? 1 : usual))

/** Whether something of this name was asked for. */
export const isWanted = (name: string): boolean => options.only === undefined || name.includes(options.only)
