import type * as v from 'valibot'
import type { NodeDeclaration } from '../../protocol/index.ts'

/** What is told of a prop, in words. */
export interface PropRow {
  readonly name: string
  /** What it may hold. */
  readonly holds: string
  readonly unit: string
  /** As JSON; empty where there is none. */
  readonly default: string
  readonly doc: string
}

/** Every prop of a node type as its declaration has it; backticks mark what is code. */
export const propRows = ({ props }: NodeDeclaration): PropRow[] =>
  Object.entries(props).map(([name, { schema, doc, unit, hasDefault, default: value }]) => ({
    name,
    holds: shapeOf(schema),
    unit: unit ?? '',
    default: hasDefault ? JSON.stringify(rounded(value)) : '',
    doc,
  }))

const rounded = (value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(5)) : Array.isArray(value) ? value.map(rounded) : value

/** A map with very many names is told by its text. */
const MOST_NAMES = 16
function mapOf(names: readonly string[], isOpen: boolean): string {
  if (names.length > MOST_NAMES) return 'a map'
  return `map of ${names.map((name) => `\`${name}\``).join(', ')}${isOpen ? ' and more' : ''}`
}

export type Described = {
  type: string
  expects: string | null
  pipe?: readonly Described[]
  wrapped?: Described
  options?: readonly (Described | string | number)[]
  requirement?: unknown
  message?: unknown
  item?: Described
  items?: readonly Described[]
  entries?: Record<string, Described>
}

/** A schema without what is around it. */
export const inner = (schema: v.GenericSchema): unknown => {
  const described = schema as unknown as Described
  if (described.pipe) return inner(described.pipe[0] as never)
  return described.wrapped ? inner(described.wrapped as never) : schema
}

/** What a schema accepts, in words. */
export function shapeOf(schema: unknown): string {
  const described = schema as Described
  if (described.pipe) {
    const limit = described.pipe.map(({ message }) => message).find((message) => typeof message === 'string')
    return typeof limit === 'string' ? limit.replace(/^expected /, '') : shapeOf(described.pipe[0])
  }
  if (described.wrapped) return `${shapeOf(described.wrapped)}${described.type === 'optional' ? '' : ' or nothing'}`
  switch (described.type) {
    case 'union':
      return [...new Set((described.options ?? []).map(shapeOf))].join(' or ')
    case 'picklist':
      return (described.options ?? []).map((option) => `\`${JSON.stringify(option)}\``).join(', ')
    case 'boolean':
      return 'true or false'
    case 'array':
      return `list of ${shapeOf(described.item)}`
    case 'strict_tuple':
      return entriesOf(described.items ?? [])
    case 'tuple_with_rest':
      return `${entriesOf(described.items ?? [])} and more`
    case 'object':
    case 'loose_object':
    case 'object_with_rest':
      return mapOf(Object.keys(described.entries ?? {}), described.type !== 'object')
    case 'literal':
      return `\`${described.expects}\``
    case 'instance':
      return `${described.expects}`
    default:
      return described.type
  }
}

const NAMES: Readonly<Record<string, string>> = { number: 'numbers', boolean: 'times true or false' }

/** What a list of fixed length holds. */
function entriesOf(items: readonly Described[]): string {
  if (items.some(({ type }) => type === 'optional')) return `up to ${items.length} entries`
  const [type, ...others] = new Set(items.map((item) => (inner(item as never) as Described).type))
  return `${items.length} ${(others.length === 0 && NAMES[type!]) || 'entries'}`
}
