import * as v from 'valibot'

type Schema = v.GenericSchema
type Accepts = (value: unknown) => boolean

/**
 * Says of values what `v.is` of the schema says, and nothing more. Most values are right, and a script sends thousands a
 * second; so the answer is made of plain functions once, and nothing is allocated for each value. Parts of a schema that
 * this does not know are left to valibot.
 */
export function acceptorOf(schema: Schema): Accepts {
  const accepts = compiled(schema)
  return accepts ?? ((value) => v.is(schema, value))
}

/** `undefined` where valibot has to be asked. */
function compiled(schema: Schema): Accepts | undefined {
  return 'pipe' in schema ? compiledPipe(schema as PipedSchema) : compiledType(schema as KnownSchema)
}

interface PipedSchema {
  readonly pipe: readonly (KnownSchema | Action)[]
}

interface Action {
  readonly kind: 'validation' | 'transformation' | 'metadata'
  readonly type: string
  readonly requirement?: unknown
}

type KnownSchema =
  | v.NumberSchema<undefined>
  | v.StringSchema<undefined>
  | v.BooleanSchema<undefined>
  | v.ArraySchema<Schema, undefined>
  | v.UnionSchema<readonly Schema[], undefined>
  | v.InstanceSchema<v.Class, undefined>
  | v.PicklistSchema<readonly string[], undefined>
  | v.LiteralSchema<string, undefined>
  | v.StrictTupleSchema<v.GenericSchema[], undefined>
  | v.OptionalSchema<Schema, unknown>
  | v.NullableSchema<Schema, unknown>
  | v.NullishSchema<Schema, unknown>
  | v.CustomSchema<unknown, undefined>

function compiledType(schema: KnownSchema): Accepts | undefined {
  switch (schema.type) {
    case 'number':
      return isNumber
    case 'string':
      return (value) => typeof value === 'string'
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'literal':
      return (value) => value === schema.literal
    case 'picklist':
      return (value) => (schema.options as readonly unknown[]).includes(value)
    case 'instance':
      return (value) => value instanceof schema.class
    case 'array':
      return listOf(compiled(schema.item))
    case 'strict_tuple':
      return tupleOf(schema.items.map(compiled))
    case 'union':
      return anyOf(schema.options.map(compiled))
    case 'optional':
    case 'nullable':
    case 'nullish':
      return wrapped(schema, compiled(schema.wrapped))
    default:
      return undefined
  }
}

/** A transformation at the end changes nothing about what is accepted; one before a check does. */
function compiledPipe({ pipe }: PipedSchema): Accepts | undefined {
  const [schema, ...actions] = pipe as [KnownSchema, ...Action[]]
  // A schema that was a pipe before it was put into this one.
  const parts = [compiled(schema)]
  if (actions.some(({ kind }) => kind === 'validation') && mayTransform(schema)) return undefined
  for (const [index, action] of actions.entries()) {
    const isLast = index === actions.length - 1
    if (action.kind === 'metadata' || (action.type === 'transform' && isLast)) continue
    parts.push(compiledAction(action))
  }
  return allOf(parts)
}

/** Whether a check that comes after it may see something else than what was written. */
function mayTransform(schema: Schema): boolean {
  if ('pipe' in schema) {
    return (schema as PipedSchema).pipe.some((part) => part.kind === 'transformation' || mayTransform(part as Schema))
  }
  const known = schema as KnownSchema
  switch (known.type) {
    case 'array':
      return mayTransform(known.item)
    case 'strict_tuple':
      return known.items.some(mayTransform)
    case 'union':
      return known.options.some(mayTransform)
    case 'optional':
    case 'nullable':
    case 'nullish':
      return known.default !== undefined || mayTransform(known.wrapped)
    default:
      return false
  }
}

function compiledAction({ kind, type, requirement }: Action): Accepts | undefined {
  if (kind !== 'validation') return undefined
  if (type === 'min_value') return (value) => (value as number) >= (requirement as number)
  if (type === 'max_value') return (value) => (value as number) <= (requirement as number)
  return typeof requirement === 'function' && ASKING.has(type) ? (requirement as Accepts) : undefined
}

/** Actions that are nothing but the question. */
const ASKING: ReadonlySet<string> = new Set(['check', 'finite', 'integer'])

const isNumber: Accepts = (value) => typeof value === 'number' && !Number.isNaN(value)

function listOf(accepts: Accepts | undefined): Accepts | undefined {
  if (accepts === isNumber) return areNumbers
  if (!accepts) return undefined
  return (list) => {
    if (!Array.isArray(list)) return false
    for (let index = 0; index < list.length; index += 1) if (!accepts(list[index])) return false
    return true
  }
}

/** By far the most frequent: places, angles, matrices. */
const areNumbers: Accepts = (list) => {
  if (!Array.isArray(list)) return false
  for (let index = 0; index < list.length; index += 1) {
    const item: unknown = list[index]
    if (typeof item !== 'number' || Number.isNaN(item)) return false
  }
  return true
}

function tupleOf(parts: readonly (Accepts | undefined)[]): Accepts | undefined {
  if (!parts.every(isKnown)) return undefined
  return (list) => {
    if (!Array.isArray(list) || list.length > parts.length) return false
    for (let index = 0; index < parts.length; index += 1) if (!parts[index]!(list[index])) return false
    return true
  }
}

/** What stands for nothing is asked once: a default may take its place. */
function wrapped(schema: Schema, accepts: Accepts | undefined): Accepts | undefined {
  if (!accepts) return undefined
  const [acceptsUndefined, acceptsNull] = [v.is(schema, undefined), v.is(schema, null)]
  return (value) => (value === undefined ? acceptsUndefined : value === null ? acceptsNull : accepts(value))
}

function anyOf(parts: readonly (Accepts | undefined)[]): Accepts | undefined {
  if (!parts.every(isKnown)) return undefined
  const [first, ...others] = parts as Accepts[]
  if (!first) return undefined
  return (value) => first(value) || others.some((accepts) => accepts(value))
}

function allOf(parts: readonly (Accepts | undefined)[]): Accepts | undefined {
  if (!parts.every(isKnown)) return undefined
  const [first, second, ...others] = parts as Accepts[]
  if (!first) return undefined
  if (!second) return first
  if (others.length === 0) return (value) => first(value) && second(value)
  return (value) => first(value) && second(value) && others.every((accepts) => accepts(value))
}

const isKnown = (accepts: Accepts | undefined): accepts is Accepts => accepts !== undefined
