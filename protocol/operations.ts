import { ProtocolError } from './errors.ts'
import { isRecord, type NodeData, type NodePatch, type SceneData } from './node.ts'
import { fromColumns, type NodeColumns, readColumns, toColumns } from './nodeColumns.ts'

/** What can be done to a scene. `to` is a parent's key, the name of a root list, or `null` for the root's `children`. */
export type Operation =
  | { op: 'set'; scene: SceneData; keepAbsentSlots?: boolean }
  | { op: 'add'; nodes: readonly (NodeData | string)[]; to: string | null }
  | { op: 'update'; nodes: readonly NodePatch[] }
  | { op: 'upsert'; nodes: readonly (NodeData | NodePatch)[]; to: string | null }
  | { op: 'remove'; keys: readonly string[] }

/** An update or upsert whose nodes travel as columns: to clients that can read it ({@link ClientAbilities}). */
export interface ColumnOperation {
  op: 'columns'
  as: 'update' | 'upsert'
  content: NodeColumns
  to: string | null
}

/** An operation as a client gets it. */
export type WireOperation = Operation | ColumnOperation

/** The same with the nodes written one by one. */
export function plainOperation(operation: WireOperation): Operation {
  if (operation.op !== 'columns') return operation
  const nodes = fromColumns(operation.content)
  return operation.as === 'update' ? { op: 'update', nodes } : { op: 'upsert', nodes, to: operation.to }
}

/** The same with columns, where that is shorter. */
export function packedOperation(operation: Operation): WireOperation {
  if (operation.op !== 'update' && operation.op !== 'upsert') return operation
  const content = toColumns(operation.nodes)
  if (!content) return operation
  return { op: 'columns', as: operation.op, content, to: operation.op === 'upsert' ? operation.to : null }
}

export const OPERATION_TYPES = ['SET', 'ADD', 'UPDATE', 'UPSERT', 'REMOVE'] as const
export type OperationType = (typeof OPERATION_TYPES)[number]

export interface OperationMessage {
  etype: OperationType
  ts: number
  data: unknown
}

/** The message that carries an operation, in Vuer's form. `ts` is milliseconds since 1970. */
export function operationMessage(operation: WireOperation, ts: number): OperationMessage {
  switch (operation.op) {
    case 'set':
      return { ts, etype: 'SET', data: operation.scene }
    case 'add':
      return { ts, etype: 'ADD', data: { nodes: operation.nodes, to: operation.to } }
    case 'update':
      return { ts, etype: 'UPDATE', data: { nodes: operation.nodes } }
    case 'upsert':
      return { ts, etype: 'UPSERT', data: { nodes: operation.nodes, to: operation.to } }
    case 'remove':
      return { ts, etype: 'REMOVE', data: { keys: operation.keys } }
    case 'columns': {
      const { as, content, to } = operation
      return as === 'update'
        ? { ts, etype: 'UPDATE', data: content }
        : { ts, etype: 'UPSERT', data: { ...content, to } }
    }
    default:
      return operation satisfies never
  }
}

/** Reads an operation out of a message from the network; throws `INVALID_FRAME` where its shape is wrong. */
export function readOperation(etype: OperationType, data: unknown): Operation {
  if (!isRecord(data)) throw wrong(etype, 'data', 'a map', data)
  switch (etype) {
    case 'SET':
      return { op: 'set', scene: { ...data, tag: 'Scene' } as SceneData }
    case 'ADD':
      return { op: 'add', nodes: readChildren(etype, data.nodes), to: readParent(etype, data.to) }
    case 'UPDATE':
      return { op: 'update', nodes: readNodes(etype, data.nodes) }
    case 'UPSERT':
      return { op: 'upsert', nodes: readNodes(etype, data.nodes), to: readParent(etype, data.to) }
    case 'REMOVE':
      return { op: 'remove', keys: readKeys(etype, data.keys) }
    default:
      return etype satisfies never
  }
}

/** The same for what a client reads, where nodes may be columns. */
export function readWireOperation(etype: OperationType, data: unknown): WireOperation {
  const hasColumns = (etype === 'UPDATE' || etype === 'UPSERT') && isRecord(data) && data.columns !== undefined
  if (!hasColumns) return readOperation(etype, data)
  const content = readColumns(etype, data)
  return { op: 'columns', as: etype === 'UPDATE' ? 'update' : 'upsert', content, to: readParent(etype, data.to) }
}

function readNodes(etype: string, nodes: unknown): NodePatch[] {
  for (const node of readChildren(etype, nodes)) {
    if (typeof node === 'string') throw wrong(etype, 'data.nodes', 'a list of nodes', node)
  }
  return nodes as NodePatch[]
}

function readChildren(etype: string, nodes: unknown): (NodeData | string)[] {
  if (!Array.isArray(nodes)) throw wrong(etype, 'data.nodes', 'a list of nodes', nodes)
  for (const node of nodes) {
    if (!isRecord(node) && typeof node !== 'string') throw wrong(etype, 'data.nodes', 'a list of nodes', node)
  }
  return nodes as (NodeData | string)[]
}

function readParent(etype: string, to: unknown): string | null {
  if (to === undefined || to === null) return null
  if (typeof to === 'number') return String(to)
  if (typeof to !== 'string') throw wrong(etype, 'data.to', 'a key or nothing', to)
  return to
}

function readKeys(etype: string, keys: unknown): string[] {
  if (!Array.isArray(keys)) throw wrong(etype, 'data.keys', 'a list of keys', keys)
  return keys.map(String)
}

const wrong = (etype: string, where: string, expected: string, got: unknown) =>
  new ProtocolError('INVALID_FRAME', `${etype}: ${where}: expected ${expected}, got ${describe(got)}`)

const describe = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : value === null ? 'nothing' : typeof value
