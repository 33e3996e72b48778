import { problemOfUrl } from '../../../protocol/index.ts'

/** Marked text as data. Whatever is no mark is text, HTML too. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; inside: Inline[] }
  | { kind: 'paragraph'; inside: Inline[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: 'rule' }

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'deleted'; inside: Inline[] }
  | { kind: 'link'; url: string; inside: Inline[] }
  | { kind: 'picture'; url: string; alt: string }
  | { kind: 'break' }

const MAX_DEPTH = 8
const FENCE = /^ {0,3}(```+|~~~+)/
const HEADING = /^ {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*$/
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/
const QUOTE = /^ {0,3}> ?/
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])\s+/

/** A subset of CommonMark (https://spec.commonmark.org): no HTML, no tables, no references, no link titles. */
export function parseMarkdown(text: string, depth = 0): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    const fence = FENCE.exec(line)?.[1]
    const heading = HEADING.exec(line)
    if (line.trim() === '') at += 1
    else if (fence) {
      const end = lines.findIndex((other, index) => index > at && other.trimStart().startsWith(fence))
      const last = end === -1 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') })
      at = last + 1
    } else if (heading) {
      const level = heading[1]!.length as 1 | 2 | 3 | 4 | 5 | 6
      blocks.push({ kind: 'heading', level, inside: parseInline(heading[2] ?? '') })
      at += 1
    } else if (RULE.test(line)) {
      blocks.push({ kind: 'rule' })
      at += 1
    } else if (QUOTE.test(line) && depth < MAX_DEPTH) {
      const end = endOf(lines, at, (other) => QUOTE.test(other))
      const inside = lines.slice(at, end).map((other) => other.replace(QUOTE, ''))
      blocks.push({ kind: 'quote', blocks: parseMarkdown(inside.join('\n'), depth + 1) })
      at = end
    } else if (ITEM.test(line) && depth < MAX_DEPTH) {
      const { block, end } = readList(lines, at, depth)
      blocks.push(block)
      at = end
    } else {
      const end = endOf(lines, at + 1, (other) => !isStart(other))
      blocks.push({ kind: 'paragraph', inside: parseInline(lines.slice(at, end).join('\n').trim()) })
      at = end
    }
  }
  return blocks
}

const isStart = (line: string) =>
  line.trim() === '' || [FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line))

function endOf(lines: readonly string[], from: number, belongs: (line: string) => boolean): number {
  let end = from
  while (end < lines.length && belongs(lines[end]!)) end += 1
  return end
}

function readList(lines: readonly string[], from: number, depth: number): { block: Block; end: number } {
  const first = ITEM.exec(lines[from]!)!
  const isOrdered = first[3] !== undefined
  const items: Block[][] = []
  let at = from
  for (;;) {
    const mark = at < lines.length ? ITEM.exec(lines[at]!) : null
    if (!mark || (mark[3] !== undefined) !== isOrdered) break
    const indent = mark[0].length
    // What is indented belongs to the item, and so do empty lines before it.
    const isInside = (line: string, index: number) =>
      line.startsWith(' '.repeat(Math.min(indent, 2))) ||
      (line.trim() === '' && (lines[index + 1] ?? '').startsWith(' '.repeat(Math.min(indent, 2))))
    let end = at + 1
    while (end < lines.length && isInside(lines[end]!, end)) end += 1
    const own = [lines[at]!.slice(indent), ...lines.slice(at + 1, end).map((line) => unindented(line, indent))]
    items.push(parseMarkdown(own.join('\n'), depth + 1))
    at = end
  }
  return { block: { kind: 'list', isOrdered, start: Number(first[3] ?? 1), items }, end: at }
}

const unindented = (line: string, most: number) => line.replace(new RegExp(`^ {0,${most}}`), '')

/** Each mark with what it makes of its match. A mark inside a word is none for `_`. */
const MARKS: readonly [RegExp, (match: RegExpExecArray, depth: number) => Inline | null][] = [
  [/^\\([!-/:-@[-`{-~])/, ([, letter]) => ({ kind: 'text', text: letter! })],
  [/^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/, ([, , text]) => ({ kind: 'code', text: text!.replace(/^ (.*) $/, '$1') })],
  [
    /^!\[([^\]\n]*)\]\(([^()\s]+)\)/,
    ([, alt, url]) => (isSafe(url!, true) ? { kind: 'picture', url: url!, alt: alt! } : null),
  ],
  [
    /^\[([^\]\n]+)\]\(([^()\s]+)\)/,
    ([, text, url], depth) =>
      isSafe(url!) ? { kind: 'link', url: url!, inside: parseInline(text!, depth + 1) } : null,
  ],
  [/^<(https?:\/\/[^\s<>]+)>/, ([, url]) => ({ kind: 'link', url: url!, inside: [{ kind: 'text', text: url! }] })],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, ([, text], depth) => ({ kind: 'strong', inside: parseInline(text!, depth + 1) })],
  [/^__(?=\S)([\s\S]*?\S)__(?!\w)/, ([, text], depth) => ({ kind: 'strong', inside: parseInline(text!, depth + 1) })],
  [/^~~(?=\S)([\s\S]*?\S)~~/, ([, text], depth) => ({ kind: 'deleted', inside: parseInline(text!, depth + 1) })],
  [
    /^\*(?=[^\s*])([\s\S]*?[^\s*])\*(?!\*)/,
    ([, text], depth) => ({ kind: 'emphasis', inside: parseInline(text!, depth + 1) }),
  ],
  [
    /^_(?=[^\s_])([\s\S]*?[^\s_])_(?!\w)/,
    ([, text], depth) => ({ kind: 'emphasis', inside: parseInline(text!, depth + 1) }),
  ],
  [/^( {2,}|\\)\n/, () => ({ kind: 'break' })],
]

const isSafe = (url: string, isPicture = false) => problemOfUrl(url, isPicture) === null

/** Longer text is not searched for marks: each mark looks for its end. */
const LONGEST = 20_000

function parseInline(text: string, depth = 0): Inline[] {
  if (depth > MAX_DEPTH || text.length > LONGEST) return [{ kind: 'text', text }]
  const parts: Inline[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
  }
  let at = 0
  while (at < text.length) {
    const found = /[\\`![<*_~ ]/.test(text[at]!) && !isInWord(text, at) ? markAt(text.slice(at), depth) : null
    if (found) {
      if (found.inline.kind === 'text') plain += found.inline.text
      else {
        flush()
        parts.push(found.inline)
      }
      at += found.length
    } else {
      plain += text[at]
      at += 1
    }
  }
  flush()
  return parts
}

const isInWord = (text: string, at: number) => text[at] === '_' && /\w/.test(text[at - 1] ?? '')

function markAt(text: string, depth: number): { inline: Inline; length: number } | null {
  for (const [pattern, make] of MARKS) {
    const match = pattern.exec(text)
    const inline = match && make(match, depth)
    if (inline) return { inline, length: match[0].length }
  }
  return null
}
