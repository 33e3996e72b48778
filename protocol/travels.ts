import { ProtocolError } from './errors.ts'
import { isRecord, type NodePatch } from './node.ts'

/** Typed arrays travel as extensions 16 to 23 once both ends have said so: one number per element type. */
export const TYPED_ARRAYS = [
  [16, Int8Array],
  [17, Uint8ClampedArray],
  [18, Int16Array],
  [19, Uint16Array],
  [20, Int32Array],
  [21, Uint32Array],
  [22, Float32Array],
  [23, Float64Array],
] as const

/** What msgpack has no form for, and what its encoder would turn into an empty map or into bytes of unknown type. */
export const cannotTravel = (value: unknown): boolean =>
  value instanceof ArrayBuffer ||
  value instanceof Map ||
  value instanceof Set ||
  (ArrayBuffer.isView(value) &&
    !(value instanceof Uint8Array || value instanceof DataView) &&
    !TYPED_ARRAYS.some(([, TypedArrayOf]) => value instanceof TypedArrayOf))

/** `Map`, `ArrayBuffer`, …: for messages. */
export const classNameOf = (value: unknown): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1)

/** Lists and maps inside one prop; with the levels of nodes it stays within what a frame may hold. */
const MAX_VALUE_DEPTH = 24

/**
 * Throws `INVALID_NODE` for a node in which something cannot travel: a function, a bigint, a Map, something that
 * contains itself. Asked before anything is changed, because the frame is made after it.
 */
export function checkTravels(node: NodePatch | string): void {
  if (!isRecord(node)) return
  for (const name in node) {
    if (name !== 'children') checkValue(node[name], node, name, 0)
  }
  if (Array.isArray(node.children)) for (const child of node.children) checkTravels(child)
}

/** The same for the props and the lists of a scene. */
export function checkSceneTravels(scene: Record<string, unknown>, lists: readonly string[]): void {
  for (const name in scene) {
    const value = scene[name]
    if (!lists.includes(name)) checkValue(value, { tag: 'Scene', key: 'scene' }, name, 0)
    else if (Array.isArray(value)) for (const child of value) checkTravels(child)
  }
}

function checkValue(value: unknown, node: NodePatch, name: string, depth: number): void {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'undefined':
      return
    case 'object':
      break
    default:
      throw cannot(node, name, `a ${typeof value} cannot be sent`)
  }
  if (value === null || value instanceof Date) return
  if (depth >= MAX_VALUE_DEPTH) throw cannot(node, name, 'it is nested too deeply, or contains itself')
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      if (typeof value[index] !== 'number') checkValue(value[index], node, name, depth + 1)
    }
  } else if (cannotTravel(value)) {
    throw cannot(node, name, `a ${classNameOf(value)} cannot be sent; use a map, a list or a typed array`)
  } else if (!ArrayBuffer.isView(value))
    for (const inner in value) checkValue((value as Record<string, unknown>)[inner], node, name, depth + 1)
}

const cannot = ({ tag = 'node', key }: NodePatch, name: string, why: string) =>
  new ProtocolError('INVALID_NODE', `${tag} ${JSON.stringify(key)}: ${name}: ${why}`)
