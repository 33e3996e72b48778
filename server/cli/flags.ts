import { type Command, Option } from 'commander'
import { VuerError } from '../errors.ts'
import { heldOr } from '../options/environment.ts'
import {
  type AnyDeclaration,
  defaultTextOf,
  flagOf,
  OPTION_GROUPS,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  variableOf,
} from '../options/table.ts'

/** Adds a flag for every option of the server that a text can say. */
export function addServerFlags(command: Command): Command {
  for (const name of OPTION_NAMES) for (const flag of flagsFor(name)) command.addOption(flag)
  return command
}

/**
 * The flags that were given, as the environment variables that say the same: so they reach the server that a script makes
 * for itself, and what the script writes still counts for more.
 */
export function flagsAsVariables(command: Command): Record<string, string> {
  const given = OPTION_NAMES.filter((name) => command.getOptionValueSource(name) === 'cli')
  return Object.fromEntries(
    given.map((name) => {
      const { separator = '' }: AnyDeclaration['kind'] = OPTIONS[name].kind
      const value: unknown = command.getOptionValue(name)
      return [variableOf(name), Array.isArray(value) ? value.join(separator) : String(value)]
    }),
  )
}

function flagsFor(name: OptionName): Option[] {
  const { doc, group, kind, hasText = true, switchDoc = '', default: value }: AnyDeclaration = OPTIONS[name]
  if (!hasText) return []
  const flag = flagOf(name)
  const withoutValue = new Option(kind.isFit(true) && value !== true ? flag : negationOf(flag), switchDoc)
  const takesValue = kind.placeholder !== ''
  const options = [...(takesValue ? [valuedFlag(name, doc)] : []), ...(switchDoc === '' ? [] : [withoutValue])]
  return options.map((option) => option.helpGroup(`${OPTION_GROUPS[group]}:`))
}

function valuedFlag(name: OptionName, doc: string): Option {
  const { kind }: AnyDeclaration = OPTIONS[name]
  const usual = defaultTextOf(name)
  const description = [
    summary(doc),
    ...(kind.separator === undefined ? [] : ['Can be given several times.']),
    ...(usual === undefined ? [] : [`Default: ${usual}.`]),
  ]
  return new Option(`${flagOf(name)} <${kind.placeholder}>`, description.join(' ')).argParser(
    (text: string, earlier: unknown) => {
      check(name, text)
      return kind.separator === undefined ? text : [...(Array.isArray(earlier) ? earlier : []), text]
    },
  )
}

/** @throws VuerError `INVALID_FLAG` */
function check(name: OptionName, text: string): void {
  const { kind }: AnyDeclaration = OPTIONS[name]
  // `--cert --key k.pem` has no value for --cert, whatever a parser makes of it.
  if (text === '' || isFlag(text)) throw new VuerError('INVALID_FLAG', `${flagOf(name)}: expected ${kind.expected}`)
  heldOr(kind, kind.read(text), flagOf(name))
}

const isFlag = (text: string): boolean =>
  OPTION_NAMES.some((name) => [flagOf(name), negationOf(flagOf(name))].includes(text.split('=')[0]!))

const negationOf = (flag: string): string => flag.replace(/^--/, '--no-')

/** The first sentence, without the marks of the documentation. */
const summary = (doc: string): string => doc.replace(/\. .*$/s, '.').replaceAll('`', '')
