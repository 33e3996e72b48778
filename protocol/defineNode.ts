import * as v from 'valibot'
import { acceptorOf } from './acceptorOf.ts'
import { ProtocolError } from './errors.ts'
import { FORBIDDEN_NAMES, isRecord, isSlot, type NodeData, type NodePatch, STRUCTURAL_NAMES, TEXT_TAG } from './node.ts'
import { quoted } from './quoted.ts'

type Schema = v.GenericSchema

/** One prop of a node type: what it may hold, what it means, its unit, and what holds when nobody wrote it. */
export interface PropDeclaration<S extends Schema = Schema, HasDefault extends boolean = boolean> {
  readonly schema: S
  readonly doc: string
  readonly unit?: string
  readonly hasDefault: HasDefault
  readonly default?: v.InferOutput<S>
  /** Whether the schema takes a value. */
  accepts(value: unknown): boolean
  /** Brings what an author wrote into the form that travels, once, when the node is built. */
  pack?(value: v.InferInput<S>): unknown
}

interface PropOptions<S extends Schema> {
  unit?: string
  pack?(value: v.InferInput<S>): unknown
}

export type PropTable = Readonly<Record<string, PropDeclaration>>

export function prop<S extends Schema>(
  schema: S,
  doc: string,
  options: PropOptions<S> & { default: v.InferOutput<S> },
): PropDeclaration<S, true>
export function prop<S extends Schema>(schema: S, doc: string, options?: PropOptions<S>): PropDeclaration<S, false>
export function prop<S extends Schema>(
  schema: S,
  doc: string,
  options: PropOptions<S> & { default?: v.InferOutput<S> } = {},
): PropDeclaration<S> {
  const declaration: PropDeclaration<S> = {
    schema,
    doc,
    hasDefault: 'default' in options,
    // Most props of most types are never asked for.
    accepts(value) {
      declaration.accepts = acceptorOf(schema)
      return declaration.accepts(value)
    },
    ...options,
  }
  return declaration
}

/** What an author may write: every prop is optional, `null` takes it away, dashed names reach into the object. */
export type PropsInput<P extends PropTable> = {
  [K in keyof P]?: v.InferInput<P[K]['schema']> | null | undefined
} & { [dashed: `${string}-${string}`]: unknown; '**'?: Record<string, unknown> }

/** What a view reads: defaults filled in. */
export type ResolvedProps<P extends PropTable> = {
  [K in keyof P]: P[K] extends PropDeclaration<infer S, true>
    ? v.InferOutput<S>
    : v.InferOutput<P[K]['schema']> | undefined
} & { readonly dashed: Readonly<Record<string, unknown>> }

export type ChildInput = NodeData | string | null | undefined | false

export interface NodeDeclaration<Tag extends string = string, P extends PropTable = PropTable> {
  readonly tag: Tag
  readonly doc: string
  readonly props: P
  /** The events that a node of this type sends. */
  readonly events: readonly string[]
}

/** Builds nodes of one type, and carries the declaration that everything else is made from. */
export interface NodeType<Tag extends string = string, P extends PropTable = PropTable>
  extends NodeDeclaration<Tag, P> {
  (props?: { key?: string } & PropsInput<P>, ...children: ChildInput[]): NodeData & { tag: Tag }
  /** A checked change of an existing node of this type: only what is written changes. */
  patch(change: { key: string } & PropsInput<P>): NodePatch & { tag: Tag }
}

let lastAutomaticKey = 0

/** A key for a node whose author gave none. It is new in this process; `#` keeps it apart from keys that people write. */
const automaticKey = (tag: string): string => {
  lastAutomaticKey += 1
  return `${tag}#${lastAutomaticKey}`
}

/**
 * Declares a node type. Builder, patch, run-time check, types, defaults and documentation all come from this one place.
 * The builder throws a {@link ProtocolError} (`INVALID_NODE`) that names tag, key, prop and what was expected.
 */
export function defineNode<const Tag extends string, P extends PropTable>(declaration: {
  tag: Tag
  doc: string
  props: P
  events?: readonly string[]
  /** The key of a node that is usually alone in its scene (`hands`); otherwise a new key is made for each. */
  defaultKey?: string
}): NodeType<Tag, P> {
  const { tag, doc, props, events = [], defaultKey } = declaration

  const build = (written: { key?: string } & Record<string, unknown> = {}, ...children: ChildInput[]) => {
    const key = written.key ?? defaultKey ?? automaticKey(tag)
    const node: NodeData & { tag: Tag } = { tag, ...withoutUndefined(written), key }
    const present = children.filter((child) => child !== null && child !== undefined && child !== false)
    if (present.length > 0) node.children = [...(node.children ?? []), ...present]
    checkNode(node, props)
    packProps(node, props)
    return node
  }
  const patch = (change: { key: string } & Record<string, unknown>) => {
    const node = { tag, ...withoutUndefined(change) } as NodePatch & { tag: Tag }
    checkNode(node, props)
    packProps(node, props)
    return node
  }
  return Object.assign(build, { tag, doc, props, events, patch }) as NodeType<Tag, P>
}

function packProps(node: NodePatch, props: PropTable): void {
  for (const name in props) {
    const { pack } = props[name]!
    if (pack && node[name] !== undefined && node[name] !== null) node[name] = pack(node[name])
  }
}

const withoutUndefined = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

/** Checks key, names and declared props of one node (not its children); throws `INVALID_NODE`. */
export function checkNode(node: NodePatch, props: PropTable | undefined): void {
  checkKey(node.key, node.tag ?? 'node')
  for (const name of Object.keys(node)) {
    if (STRUCTURAL_NAMES.has(name)) continue
    const problem = FORBIDDEN_NAMES.has(name)
      ? `"${name}" is not allowed as a prop`
      : problemOf(props && Object.hasOwn(props, name) ? props[name] : undefined, name, node[name])
    if (problem)
      throw new ProtocolError('INVALID_NODE', `${node.tag ?? 'node'} ${JSON.stringify(node.key)}: ${problem}`)
  }
}

/** Keys are non-empty strings that are neither the name of a slot, nor a way to a prototype, nor kept for text. */
export function checkKey(key: unknown, tag: string): asserts key is string {
  if (typeof key !== 'string' || key === '') {
    throw new ProtocolError('INVALID_NODE', `${tag}: key: expected a non-empty string, got ${quoted(key)}`)
  }
  if (isSlot(key) || FORBIDDEN_NAMES.has(key) || key.includes(`/${TEXT_TAG}`)) {
    throw new ProtocolError('INVALID_NODE', `${tag}: key: "${key}" is a reserved name, choose another`)
  }
}

/** Fills in defaults for a view. A prop that is wrong is left at its default and reported: one bad prop hides no node. */
export function resolveProps<P extends PropTable>(
  declaration: NodeDeclaration<string, P>,
  written: Readonly<Record<string, unknown>>,
): { props: ResolvedProps<P>; problems: string[] } {
  const problems: string[] = []
  const resolved: Record<string, unknown> = { ...defaultsOf(declaration.props) }
  const dashed: Record<string, unknown> = {}
  for (const name in written) {
    const value = written[name]
    if (name.includes('-')) {
      if (!FORBIDDEN_NAMES.has(name)) dashed[name] = value
      continue
    }
    if (value === undefined || value === null || !Object.hasOwn(declaration.props, name)) continue
    const result = v.safeParse(declaration.props[name]!.schema, value)
    if (result.success) resolved[name] = result.output
    else problems.push(describeIssue(result.issues[0], name))
  }
  resolved.dashed = dashed
  return { props: resolved as ResolvedProps<P>, problems }
}

const defaults = new WeakMap<PropTable, Readonly<Record<string, unknown>>>()

/** The defaults of all props of a type: a node brings few of them, and is looked at whenever it changes. */
function defaultsOf(props: PropTable): Readonly<Record<string, unknown>> {
  let known = defaults.get(props)
  if (!known) {
    known = Object.fromEntries(Object.entries(props).map(([name, declared]) => [name, declared.default]))
    defaults.set(props, known)
  }
  return known
}

function problemOf(declared: PropDeclaration | undefined, name: string, value: unknown): string | undefined {
  if (!declared || value === null || value === undefined || declared.accepts(value)) return undefined
  const result = v.safeParse(declared.schema, value)
  return result.success ? undefined : describeIssue(result.issues[0], name)
}

/** `args[1]: expected a number, got "wide"` */
export function describeIssue(issue: v.BaseIssue<unknown>, name: string): string {
  const { deepest, keys } = deepestIssue(issue)
  const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  if (deepest.message.startsWith('expected')) return `${name}${path}: ${deepest.message}`
  const received = UNNAMED.has(typeof deepest.input) ? quoted(deepest.input) : deepest.received
  return `${name}${path}: expected ${withArticle(deepest.expected ?? 'something else')}, got ${received}`
}

/** What valibot names as it names something else. */
const UNNAMED: ReadonlySet<string> = new Set(['bigint', 'symbol'])

/** Of a union, the branch that got furthest tells a person most. What a branch says, it says of its own place. */
function deepestIssue(issue: v.BaseIssue<unknown>): { deepest: v.BaseIssue<unknown>; keys: unknown[] } {
  const keys = (issue.path ?? []).map(({ key }) => key)
  const best = (issue.issues ?? [])
    .map(deepestIssue)
    .reduce<{ deepest: v.BaseIssue<unknown>; keys: unknown[] }>(
      (found, candidate) => (candidate.keys.length > found.keys.length ? candidate : found),
      { deepest: issue, keys: [] },
    )
  return { deepest: best.deepest, keys: [...keys, ...best.keys] }
}

const PLAIN_TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'a map',
  Float32Array: '',
  Float64Array: '',
  Uint8Array: 'bytes',
  never: 'nothing more',
}

/** valibot says `(number | (Array | "a"))`; people read `a number, a list or "a"`. */
function withArticle(expected: string): string {
  const named = expected
    .replace(/[()]/g, '')
    .split(' | ')
    .map((choice) => PLAIN_TYPES[choice] ?? choice)
  const choices = [...new Set(named)].filter((choice) => choice !== '')
  const last = choices.pop() ?? 'something else'
  return choices.length > 0 ? `${choices.join(', ')} or ${last}` : last
}

/**
 * A node with `"**"` spread into its props: scenes embedded in Vuer's documentation contain it. What is written beside
 * it wins, and a `"**"` inside it is left out.
 */
export function normalizeNode<N extends Record<string, unknown>>(node: N): N {
  if (!('**' in node)) return node
  const { '**': spread, ...rest } = node
  if (!isRecord(spread)) return rest as unknown as N
  const { '**': _nested, ...props } = spread
  return { ...props, ...withoutUndefined(rest) } as unknown as N
}
