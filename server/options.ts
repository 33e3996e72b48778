import { VuerError } from './errors.ts'
import { consoleLogger, type Logger } from './logger.ts'
import { nearestName } from './options/editDistance.ts'
import { type Environment, heldOr, misspelledVariables, valueFromEnvironment } from './options/environment.ts'
import type { OptionKind } from './options/kinds.ts'
import { OPTION_NAMES, OPTIONS, type OptionName } from './options/table.ts'

type Declared = typeof OPTIONS
type Given<Name extends OptionName> = Declared[Name]['kind'] extends OptionKind<infer Value, infer _> ? Value : never
type Held<Name extends OptionName> = Declared[Name]['kind'] extends OptionKind<infer _, infer Value> ? Value : never

/** What a script may write; docs/options.md describes each. What is left out comes from the environment, or is the default. */
export type VuerOptions = { readonly [Name in OptionName]?: Given<Name> | undefined }

/** Every option with its value; undefined only where the table has no default. */
export type ResolvedOptions = {
  readonly [Name in OptionName]: Held<Name> | (undefined extends Declared[Name]['default'] ? undefined : never)
}

const quietLogger: Logger = { ...consoleLogger, debug: () => {} }

/**
 * Fills in what the script left out: from the environment, or the default. A variable that nearly has a known name is
 * reported to the logger, once.
 *
 * @throws VuerError `INVALID_OPTION`, one sentence: which option or variable, what was expected, what came
 */
export function resolveOptions(options: VuerOptions = {}, environment: Environment = process.env): ResolvedOptions {
  for (const name of Object.keys(options)) if (!Object.hasOwn(OPTIONS, name)) throw unknownOption(name)
  const values = OPTION_NAMES.map((name) => {
    const given = options[name]
    const value =
      given === undefined ? valueFromEnvironment(name, environment) : heldOr(OPTIONS[name].kind, given, name)
    return [name, value ?? OPTIONS[name].default]
  })
  // Each value was judged by the kind of its own option.
  const resolved = Object.fromEntries(values) as ResolvedOptions
  const logger = options.logger ?? (resolved.verbose ? consoleLogger : quietLogger)
  for (const sentence of misspelledVariables(environment)) logger.warn(sentence)
  return { ...resolved, logger, ...admittingDomain(resolved) }
}

/** The page at `domain` may connect, and a name that leads to it may lead here. */
function admittingDomain({ domain, allowedOrigins, knownHosts }: ResolvedOptions) {
  if (domain === undefined) return {}
  return {
    allowedOrigins: [...new Set([...allowedOrigins, domain])],
    knownHosts: [...new Set([...knownHosts, new URL(domain).hostname])],
  }
}

function unknownOption(name: string): VuerError {
  const meant = nearestName(name, OPTION_NAMES)
  const hint = meant === undefined ? 'docs/options.md lists those that are' : `is "${meant}" meant?`
  return new VuerError('INVALID_OPTION', `${name}: there is no such option; ${hint}`)
}
