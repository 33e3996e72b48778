import { ProtocolError } from './errors.ts'
import { FORBIDDEN_NAMES, isRecord, type NodePatch } from './node.ts'

/**
 * One prop of several nodes: the same value for all, numbers that stand together (`width` for each node, as a list, or
 * one number each where there is no `width`), or a value for each.
 */
export type Column =
  | { readonly name: string; readonly all: unknown }
  | { readonly name: string; readonly numbers: Float64Array | Float32Array; readonly width?: number }
  | { readonly name: string; readonly each: readonly unknown[] }

/** Changes of several nodes that write the same props, a column for each prop. */
export interface NodeColumns {
  readonly keys: readonly string[]
  readonly columns: readonly Column[]
}

/** Fewer nodes travel as they are written. */
const FEWEST_NODES = 8
/** No type of node has more props. A small frame must not write millions of them. */
const MAX_COLUMNS = 256
/** Longer lists of numbers travel as they are written. */
const MAX_WIDTH = 64

/** The same changes as columns; `undefined` where they are few, or do not all write the same props in the same order. */
export function toColumns(nodes: readonly NodePatch[]): NodeColumns | undefined {
  if (nodes.length < FEWEST_NODES) return undefined
  const names: string[] = []
  for (const name in nodes[0]) if (name !== 'key') names.push(name)
  if (names.length === 0 || names.length > MAX_COLUMNS || names.some(isStructure)) return undefined
  const keys: string[] = []
  for (const node of nodes) {
    if (Object.getPrototypeOf(node) !== Object.prototype || typeof node.key !== 'string') return undefined
    let at = 0
    for (const name in node) {
      if (name === 'key') continue
      if (name !== names[at] || node[name] === undefined) return undefined
      at += 1
    }
    if (at !== names.length) return undefined
    keys.push(node.key)
  }
  return { keys, columns: names.map((name) => columnOf(nodes, name)) }
}

/** The changes one by one, as {@link toColumns} got them. A value that all nodes have is one object for all of them. */
export function fromColumns(content: NodeColumns): NodePatch[] {
  return content.keys.map((key, index) => ({ key, ...rowOf(content.columns, index) }))
}

/** What is written of one node. */
export function rowOf(columns: readonly Column[], index: number): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at]!
    row[column.name] = cellOf(column, index)
  }
  return row
}

/** `data` of a message as columns. Throws `INVALID_FRAME` where its shape is wrong. */
export function readColumns(etype: string, { keys, columns }: Record<string, unknown>): NodeColumns {
  if (!isListOf(keys, (key) => typeof key === 'string')) throw wrong(etype, 'keys', 'a list of keys')
  if (!Array.isArray(columns) || columns.length > MAX_COLUMNS) {
    throw wrong(etype, 'columns', `a list of at most ${MAX_COLUMNS} columns`)
  }
  const names = new Set<unknown>()
  columns.forEach((column: unknown, index) => {
    const where = `columns[${index}]`
    if (!isRecord(column) || typeof column.name !== 'string') throw wrong(etype, where, 'a column with a name')
    const { name } = column
    if (name === 'key' || isStructure(name) || names.has(name)) {
      throw wrong(etype, `${where}.name`, `another name than ${JSON.stringify(name)}`)
    }
    names.add(name)
    if (!fits(column, keys.length)) throw wrong(etype, where, `a value for each of ${keys.length} nodes`)
  })
  return { keys, columns: columns as Column[] }
}

function columnOf(nodes: readonly NodePatch[], name: string): Column {
  const first = nodes[0]![name]
  if (typeof first === 'number') return numberColumn(nodes, name) ?? eachOf(nodes, name)
  if (Array.isArray(first) && first.length > 0 && first.length <= MAX_WIDTH) {
    return listColumn(nodes, name, first.length) ?? eachOf(nodes, name)
  }
  return nodes.every((node) => node[name] === first) ? { name, all: first } : eachOf(nodes, name)
}

const eachOf = (nodes: readonly NodePatch[], name: string): Column => ({ name, each: nodes.map((node) => node[name]) })

function numberColumn(nodes: readonly NodePatch[], name: string): Column | undefined {
  const numbers = new Float64Array(nodes.length)
  let isSame = true
  for (let index = 0; index < nodes.length; index += 1) {
    const value = nodes[index]![name]
    if (typeof value !== 'number') return undefined
    numbers[index] = value
    isSame &&= Object.is(value, numbers[0])
  }
  return isSame ? { name, all: numbers[0] } : { name, numbers }
}

function listColumn(nodes: readonly NodePatch[], name: string, width: number): Column | undefined {
  const numbers = new Float64Array(nodes.length * width)
  let at = 0
  let isSame = true
  for (let index = 0; index < nodes.length; index += 1) {
    const list = nodes[index]![name]
    if (!Array.isArray(list) || list.length !== width) return undefined
    for (let place = 0; place < width; place += 1) {
      const value: unknown = list[place]
      if (typeof value !== 'number') return undefined
      numbers[at] = value
      isSame &&= Object.is(value, numbers[place])
      at += 1
    }
  }
  return isSame ? { name, all: [...numbers.subarray(0, width)] } : { name, numbers, width }
}

function cellOf(column: Column, index: number): unknown {
  if ('all' in column) return column.all
  if ('each' in column) return column.each[index]
  const { numbers, width } = column
  if (width === undefined) return numbers[index]
  const at = index * width
  // Places, colours and scales.
  if (width === 3) return [numbers[at], numbers[at + 1], numbers[at + 2]]
  return Array.from(numbers.subarray(at, at + width))
}

function fits(column: Record<string, unknown>, count: number): boolean {
  if ('all' in column) return column.all !== undefined
  if ('each' in column) return isListOf(column.each, (value) => value !== undefined) && column.each.length === count
  const { numbers, width } = column
  if (!(numbers instanceof Float64Array) && !(numbers instanceof Float32Array)) return false
  if (width === undefined) return numbers.length === count
  return Number.isInteger(width) && (width as number) > 0 && numbers.length === count * (width as number)
}

/** What a column cannot hold: what concerns other nodes, and names that need a closer look. */
const isStructure = (name: string) => name === 'children' || name === '**' || FORBIDDEN_NAMES.has(name)

const isListOf = <T>(list: unknown, isOne: (value: unknown) => value is T): list is T[] =>
  Array.isArray(list) && list.every(isOne)

const wrong = (etype: string, where: string, expected: string) =>
  new ProtocolError('INVALID_FRAME', `${etype}: data.${where}: expected ${expected}`)
