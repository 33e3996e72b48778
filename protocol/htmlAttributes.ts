import { problemOfUrl } from './htmlUrls.ts'
import { isRecord } from './node.ts'

const EVERYWHERE = [
  'className',
  'title',
  'lang',
  'dir',
  'hidden',
  'role',
  'tabIndex',
  'style',
  'text',
  'hide',
  'locked',
]
const BY_TAG: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start', 'reversed'],
  li: ['value'],
  td: ['colSpan', 'rowSpan'],
  th: ['colSpan', 'rowSpan', 'scope'],
  progress: ['value', 'max'],
  meter: ['value', 'min', 'max', 'low', 'high', 'optimum'],
  details: ['open'],
  time: ['dateTime'],
  blockquote: ['cite'],
  q: ['cite'],
}
const URLS: ReadonlySet<string> = new Set(['href', 'src', 'cite'])
/** Read by the element’s own view. */
const NOT_ATTRIBUTES: ReadonlySet<string> = new Set(['style', 'text', 'hide', 'locked'])

export interface HtmlReading {
  /** What may be set on the element, by the names of React. */
  attributes: Record<string, unknown>
  /** What was left out, and why. */
  problems: string[]
}

/** The attributes of an element that are known to be harmless. What is left out is said. */
export function readHtmlAttributes(tag: string, props: Readonly<Record<string, unknown>>): HtmlReading {
  const attributes: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue
    const problem = problemOf(tag, name, value)
    if (problem) problems.push(`${name}: ${problem}`)
    else if (!NOT_ATTRIBUTES.has(name)) attributes[name] = value
  }
  const style = readStyle(props.style)
  problems.push(...style.problems)
  if (style.style) attributes.style = style.style
  if (tag === 'a' && attributes.target !== undefined) attributes.rel = 'noopener noreferrer'
  return { attributes, problems }
}

function problemOf(tag: string, name: string, value: unknown): string | null {
  if (/^on/i.test(name)) return 'a scene brings no code; CLICK and its like say what was pressed'
  if (/^(dangerouslySetInnerHTML|innerHTML|srcDoc|ref|is)$/i.test(name)) return 'a scene brings no HTML text'
  const isAllowed = EVERYWHERE.includes(name) || BY_TAG[tag]?.includes(name) || /^(aria|data)-[a-z-]+$/.test(name)
  if (!isAllowed) return `<${tag}> of a scene has no such attribute`
  if (name === 'style') return null
  if (typeof value === 'object' || typeof value === 'function') return 'expected text, a number, or true or false'
  return URLS.has(name) ? problemOfUrl(String(value), name === 'src') : null
}

const STYLE_NAME = /^(--)?[a-zA-Z][a-zA-Z0-9-]*$/

function readStyle(style: unknown): { style?: Record<string, string | number>; problems: string[] } {
  if (style === null || style === undefined) return { problems: [] }
  if (!isRecord(style)) return { problems: ['style: expected a map, such as { color: "red", fontSize: 20 }'] }
  const read: Record<string, string | number> = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(style)) {
    if (value === null || value === undefined) continue
    if (!STYLE_NAME.test(name)) problems.push(`style.${name}: no property of a style`)
    else if (typeof value !== 'string' && typeof value !== 'number') {
      problems.push(`style.${name}: expected text or a number`)
    } else if (typeof value === 'string' && /url\s*\(|expression\s*\(|\\|@import/i.test(value)) {
      problems.push(`style.${name}: a style brings nothing from elsewhere`)
    } else read[camelCased(name)] = value
  }
  return { style: read, problems }
}

const camelCased = (name: string) =>
  name.startsWith('--') ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
