import { VuerError } from '../errors.ts'
import { nearestName } from './editDistance.ts'
import { describe } from './kinds.ts'
import { type AnyKind, OPTION_NAMES, OPTIONS, type OptionName, variablesOf } from './table.ts'

/** `process.env`, or anything like it. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What the environment says of an option, or undefined. An empty variable counts as not set.
 *
 * @throws VuerError `INVALID_OPTION`, with the variable's name
 */
export function valueFromEnvironment(name: OptionName, environment: Environment): unknown {
  for (const variable of variablesOf(name)) {
    const text = environment[variable]?.trim()
    if (text === undefined || text === '') continue
    const kind: AnyKind = OPTIONS[name].kind
    return heldOr(kind, kind.read(text), `${name} (${variable})`)
  }
  return undefined
}

/** The value as the server holds it; throws INVALID_OPTION with one sentence that begins with `called`. */
export function heldOr(kind: AnyKind, value: unknown, called: string): unknown {
  if (kind.isFit(value)) return kind.hold(value as never)
  const got = kind.nameOf?.(value) ?? describe(value)
  throw new VuerError('INVALID_OPTION', `${called}: expected ${kind.expected}, got ${got}`)
}

/** One sentence for each `VUER_…` variable that is none of ours, but nearly. Others belong to somebody else. */
export function misspelledVariables(environment: Environment): string[] {
  const known = new Set(OPTION_NAMES.flatMap(variablesOf))
  return Object.keys(environment)
    .filter((variable) => variable.startsWith('VUER_') && !known.has(variable))
    .flatMap((variable) => {
      const meant = nearestName(variable, known)
      return meant === undefined ? [] : [`the environment variable ${variable} is not known: is ${meant} meant?`]
    })
}
