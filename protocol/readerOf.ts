import * as v from 'valibot'
import { acceptorOf } from './acceptorOf.ts'

type Schema = v.GenericSchema

/** What a reader returns for a value that the schema does not take. */
export const REFUSED = Symbol('refused')

/** Returns what the schema makes of a value, or {@link REFUSED}. Lists that stay as they are may be the very same. */
type Reader = (value: unknown) => unknown

/**
 * Reads what `v.parse` of the schema reads, from plain functions that are made once: poses come thousands of times a
 * second, and are nearly always right. `undefined` for schemas in which something occurs that this does not know.
 */
export function readerOf(schema: Schema): Reader | undefined {
  return 'pipe' in schema ? pipeReader(schema as PipedSchema) : typeReader(schema as KnownSchema)
}

interface PipedSchema {
  readonly pipe: readonly [KnownSchema, ...Action[]]
}

type Action =
  | v.CheckAction<unknown, undefined>
  | v.TransformAction<unknown, unknown>
  | { readonly kind: 'validation'; readonly type: 'something else' }

type KnownSchema =
  | v.NumberSchema<undefined>
  | v.StringSchema<undefined>
  | v.BooleanSchema<undefined>
  | v.PicklistSchema<readonly string[], undefined>
  | v.InstanceSchema<v.Class, undefined>
  | v.ArraySchema<Schema, undefined>
  | v.UnionSchema<Schema[], undefined>
  | v.ObjectSchema<v.ObjectEntries, undefined>
  | v.OptionalSchema<Schema, unknown>
  | v.NullableSchema<Schema, unknown>
  | v.NullishSchema<Schema, unknown>
  | v.CustomSchema<unknown, undefined>

function typeReader(schema: KnownSchema): Reader | undefined {
  switch (schema.type) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'picklist':
    case 'instance':
      return unchanged(schema)
    case 'array':
      return isUnchanged(schema.item) ? unchanged(schema) : undefined
    case 'union':
      return firstOf(schema.options.map(readerOf))
    case 'object':
      return objectReader(schema.entries)
    case 'optional':
    case 'nullable':
    case 'nullish':
      return wrappedReader(schema)
    default:
      return undefined
  }
}

function unchanged(schema: Schema): Reader {
  const accepts = acceptorOf(schema)
  return (value) => (accepts(value) ? value : REFUSED)
}

/** Whether what is read is what was written, so that a list of it need not be made anew. */
const isUnchanged = (schema: Schema): boolean =>
  !('pipe' in schema) &&
  (schema.type === 'number' ||
    schema.type === 'boolean' ||
    schema.type === 'string' ||
    (schema.type === 'nullable' && isUnchangedOrNull(schema as v.NullableSchema<Schema, unknown>)))

const isUnchangedOrNull = ({ wrapped, default: forNull }: v.NullableSchema<Schema, unknown>): boolean =>
  forNull === undefined && isUnchanged(wrapped)

function pipeReader({ pipe: [schema, ...actions] }: PipedSchema): Reader | undefined {
  // It may have been a pipe before it was put into this one.
  const read = readerOf(schema)
  const steps = actions.map(stepOf)
  if (!read || !steps.every(isKnown)) return undefined
  return (written) => {
    let value = read(written)
    for (let index = 0; index < steps.length && value !== REFUSED; index += 1) value = steps[index]!(value)
    return value
  }
}

function stepOf(action: Action): Reader | undefined {
  if (action.type === 'check') return (value) => (action.requirement(value) ? value : REFUSED)
  return action.type === 'transform' ? action.operation : undefined
}

function firstOf(readers: readonly (Reader | undefined)[]): Reader | undefined {
  if (!readers.every(isKnown)) return undefined
  return (value) => {
    for (let index = 0; index < readers.length; index += 1) {
      const read = readers[index]!(value)
      if (read !== REFUSED) return read
    }
    return REFUSED
  }
}

/** What stands for nothing is read by valibot, once: a default may take its place. */
function wrappedReader(
  schema: v.OptionalSchema<Schema, unknown> | v.NullableSchema<Schema, unknown> | v.NullishSchema<Schema, unknown>,
): Reader | undefined {
  const read = readerOf(schema.wrapped)
  const [forUndefined, forNull] = [once(schema, undefined), once(schema, null)]
  // One object for all of them would be changed by whoever changes one.
  if (!read || isObject(schema.default) || isObject(forUndefined) || isObject(forNull)) return undefined
  return (value) => (value === undefined ? forUndefined : value === null ? forNull : read(value))
}

const isObject = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

function once(schema: Schema, value: unknown): unknown {
  const result = v.safeParse(schema, value)
  return result.success ? result.output : REFUSED
}

/** Entries that are not declared are left out. */
function objectReader(entries: v.ObjectEntries): Reader | undefined {
  const names = Object.keys(entries)
  const readers = names.map((name) => readerOf(entries[name] as Schema))
  if (!readers.every(isKnown)) return undefined
  const absent = names.map((name) => absentEntry(entries[name] as Schema))
  return (value) => {
    if (typeof value !== 'object' || value === null) return REFUSED
    const read: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]!
      const entry = name in value ? readers[index]!((value as Record<string, unknown>)[name]) : absent[index]
      if (entry === REFUSED) return REFUSED
      if (entry !== LEFT_OUT) read[name] = entry
    }
    return read
  }
}

const LEFT_OUT = Symbol('left out')

/** What an entry is that is not there at all. */
function absentEntry(schema: Schema): unknown {
  if (schema.type !== 'optional' && schema.type !== 'nullish') return REFUSED
  return (schema as v.OptionalSchema<Schema, unknown>).default === undefined ? LEFT_OUT : once(schema, undefined)
}

const isKnown = (reader: Reader | undefined): reader is Reader => reader !== undefined
