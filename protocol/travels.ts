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

export type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number][1]>

const numbersByClass = new Map<unknown, number>(TYPED_ARRAYS.map(([, elements], number) => [elements, number]))

/** Where the type of a view's elements stands in {@link TYPED_ARRAYS}; -1 where it does not. */
export const typedArrayNumber = (view: ArrayBufferView): number =>
  numbersByClass.get(view.constructor) ?? TYPED_ARRAYS.findIndex(([, elements]) => view instanceof elements)

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
    if (name !== 'children') checkValue(node[name], node, name)
  }
  if (Array.isArray(node.children)) for (const child of node.children) checkTravels(child)
}

/** The same for the props and the lists of a scene. */
export function checkSceneTravels(scene: Record<string, unknown>, lists: readonly string[]): void {
  for (const name in scene) {
    const value = scene[name]
    if (!lists.includes(name)) checkValue(value, { tag: 'Scene', key: 'scene' }, name)
    else if (Array.isArray(value)) for (const child of value) checkTravels(child)
  }
}

function checkValue(value: unknown, node: NodePatch, name: string): void {
  const obstacle = obstacleOf(value)
  if (obstacle === undefined) return
  const { tag = 'node', key } = node
  throw new ProtocolError('INVALID_NODE', `${tag} ${JSON.stringify(key)}: ${name}: ${obstacle}`)
}

/** Why a value cannot travel; `undefined` where it can. */
export function obstacleOf(value: unknown, depth = 0): string | undefined {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'undefined':
      return undefined
    case 'object':
      break
    default:
      return `a ${typeof value} cannot be sent`
  }
  if (value === null) return undefined
  if (depth >= MAX_VALUE_DEPTH) return 'it is nested too deeply, or contains itself'
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const obstacle = typeof value[index] === 'number' ? undefined : obstacleOf(value[index], depth + 1)
      if (obstacle !== undefined) return obstacle
    }
    return undefined
  }
  if (value instanceof Date) return undefined
  if (cannotTravel(value)) return `a ${classNameOf(value)} cannot be sent; use a map, a list or a typed array`
  if (ArrayBuffer.isView(value)) return undefined
  for (const inner in value) {
    const obstacle = obstacleOf((value as Record<string, unknown>)[inner], depth + 1)
    if (obstacle !== undefined) return obstacle
  }
  return undefined
}
