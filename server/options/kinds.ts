import { isIP } from 'node:net'
import type { Logger } from '../logger.ts'

/** How the values of an option are judged, held, and read from text. `Given` is what a script writes, `Held` what the server works with. */
export interface OptionKind<Given, Held = Given> {
  /** The end of the sentence "expected …". */
  readonly expected: string
  /** What stands for a value in the help of the command. */
  readonly placeholder: string
  isFit(value: unknown): value is Given
  hold(value: Given): Held
  /** What the text of an environment variable or a flag means. Never throws: `isFit` judges what comes out. */
  read(text: string): unknown
  /** A value as `read` understands it and people like it; `String` where it is absent. */
  write?(value: unknown): string
  /** What a wrong value is called in the error; the value itself where it is absent. */
  nameOf?(value: unknown): string
  /** What stands between the entries of a list that is written as one text; absent where there is one entry. */
  readonly separator?: string
}

const same = <Value>(value: Value): Value => value

/** Digits and nothing else: `0x50`, `1e3` and `-0` are typing errors more often than numbers. */
const readInteger = (text: string): unknown => (/^\d{1,16}$/.test(text) ? Number(text) : text)

export function wholeNumber(least: number, most: number, of = 'number'): OptionKind<number> {
  return {
    expected: `a whole ${of} from ${least} to ${most}`,
    placeholder: 'number',
    isFit: (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    hold: same,
    read: readInteger,
  }
}

export const milliseconds = (least: number, most = 2 ** 31 - 1): OptionKind<number> => ({
  ...wholeNumber(least, most, 'number of milliseconds'),
  placeholder: 'ms',
})

export function seconds(least: number, most: number): OptionKind<number> {
  return {
    expected: `a number of seconds from ${least} to ${most}`,
    placeholder: 'seconds',
    isFit: (value): value is number => typeof value === 'number' && value >= least && value <= most,
    hold: same,
    read: (text) => (/^\d{1,16}(\.\d{1,9})?$/.test(text) ? Number(text) : text),
  }
}

const UNIT_BYTES: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }

/** A number of bytes. As text also with K, M or G, of 1024 each: `256M`. */
export function size(least: number, most = 2 ** 31 - 1): OptionKind<number> {
  return {
    expected: `a whole number of bytes from ${least} to ${most} (as text also 64K, 256M or 1G)`,
    placeholder: 'size',
    isFit: wholeNumber(least, most).isFit,
    hold: same,
    read(text) {
      const [, digits, unit = ''] = /^(\d{1,16})([KMG]?)$/i.exec(text) ?? []
      return digits === undefined ? text : Number(digits) * UNIT_BYTES[unit.toUpperCase()]!
    },
    write(value) {
      const unit = ['G', 'M', 'K', ''].find((letter) => Number(value) % UNIT_BYTES[letter]! === 0)
      return `${Number(value) / UNIT_BYTES[unit!]!}${unit}`
    },
  }
}

const BOOLEAN_WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
}

const readBoolean = (text: string): unknown =>
  Object.hasOwn(BOOLEAN_WORDS, text.toLowerCase()) ? BOOLEAN_WORDS[text.toLowerCase()] : text

export const yesOrNo: OptionKind<boolean> = {
  expected: 'true or false',
  placeholder: '',
  isFit: (value): value is boolean => typeof value === 'boolean',
  hold: same,
  read: readBoolean,
}

function textThat(isFit: (text: string) => boolean, expected: string, placeholder: string): OptionKind<string> {
  return {
    expected,
    placeholder,
    isFit: (value): value is string => typeof value === 'string' && isFit(value),
    hold: same,
    read: same,
  }
}

/** One line that can be printed. */
export const shortText: OptionKind<string> = textThat(
  (text) => /^[^\p{Cc}]{1,100}$/u.test(text) && text.trim() !== '',
  'a text of 1 to 100 characters on one line',
  'text',
)

export const filePath = (what: string): OptionKind<string> =>
  textThat((text) => text !== '' && !text.includes('\0'), `the path of ${what}`, 'file')

export const folderPath = (what: string): OptionKind<string> => ({ ...filePath(what), placeholder: 'folder' })

const isHost = (text: string): boolean => isIP(text) !== 0 || /^[\w-]+(\.[\w-]+)*$/.test(text)

export const hostName: OptionKind<string> = textThat(isHost, 'an IP address or a host name', 'host')

function parsedOrigin(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  // A page's Origin header has neither a path nor a user; only the slash that people copy from the address bar is let pass.
  return url.href === `${url.origin}/` && !/[?#]$/.test(text) ? url : null
}

/** `https://lab.example:5173`, held as browsers write it in the Origin header. */
export const origin: OptionKind<string> = {
  ...textThat(
    (text) => parsedOrigin(text) !== null,
    'an origin without a path, such as https://lab.example:5173',
    'origin',
  ),
  hold: (text) => parsedOrigin(text)?.origin ?? text,
}

export const originOrAny: OptionKind<string> = {
  ...textThat(
    (text) => text === '*' || origin.isFit(text),
    'an origin without a path, such as https://lab.example:5173, or *',
    'origin',
  ),
  hold: (text) => (text === '*' ? text : origin.hold(text)),
}

/** Several of one kind. A script writes a list; a text is split at `separator`, that of a script only where `splitsGiven`. */
export function listOf(
  entry: OptionKind<string>,
  expected: string,
  separator: string,
  { splitsGiven = true } = {},
): OptionKind<string | readonly string[], readonly string[]> {
  const split = (text: string) =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const entriesOf = (value: string | readonly string[]) =>
    typeof value !== 'string' ? value : splitsGiven ? split(value) : [value]
  const firstWrong = (value: unknown) =>
    (Array.isArray(value) ? value : entriesOf(String(value))).find((part) => !entry.isFit(part))
  return {
    expected,
    placeholder: entry.placeholder,
    separator,
    isFit: (value): value is string | readonly string[] =>
      typeof value === 'string' || Array.isArray(value) ? entriesOf(value).every((part) => entry.isFit(part)) : false,
    hold: (value) => [...new Set(entriesOf(value).map((part) => entry.hold(part)))],
    read: split,
    nameOf: (value) => describe(typeof value === 'string' || Array.isArray(value) ? firstWrong(value) : value),
  }
}

/** A secret, or false for none. It is never repeated in an error. */
export const secretOrNone: OptionKind<string | false> = {
  expected: 'at least 8 characters (200 at most, without spaces), or false for none',
  placeholder: 'token',
  isFit: (value): value is string | false =>
    value === false || (typeof value === 'string' && /^[\x21-\x7e]{8,200}$/.test(value)),
  hold: same,
  read: (text) => (readBoolean(text) === false ? false : text),
  nameOf: (value) => (typeof value === 'string' ? `a text of ${value.length} characters` : describe(value)),
}

export type Queries = Readonly<Record<string, string | number | boolean>>

export const queries: OptionKind<Queries> = {
  expected: 'names with texts, numbers, true or false (as text: scene=left&debug=1)',
  placeholder: 'a=1&b=2',
  isFit: (value): value is Queries =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([name, entry]) => name !== '' && ['string', 'number', 'boolean'].includes(typeof entry),
    ),
  hold: (value) => ({ ...value }),
  read: (text) => Object.fromEntries(new URLSearchParams(text)),
}

export const logger: OptionKind<Logger> = {
  expected: 'an object with the functions debug, info, warn and error',
  placeholder: '',
  isFit: (value): value is Logger =>
    typeof value === 'object' &&
    value !== null &&
    ['debug', 'info', 'warn', 'error'].every((name) => typeof Reflect.get(value, name) === 'function'),
  hold: same,
  read: same,
}

const MOST_SHOWN = 60

/** A value in an error message: short, on one line, whatever it is. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value)
    case 'object':
      return value === null ? 'null' : 'an object'
    case 'function':
      return 'a function'
    default:
      return String(value)
  }
}
