import { isRepeated } from './isRepeated.ts'
import type { GraphNode } from './NodeTable.ts'
import { FORBIDDEN_NAMES, type NodePatch, TEXT_TAG } from './node.ts'

/** The key of a node that is there was checked when it came. What a prototype brings is left to the thorough way. */
export function isMotionOf(node: GraphNode, patch: NodePatch): boolean {
  if (node.tag === TEXT_TAG || Object.getPrototypeOf(patch) !== Object.prototype) return false
  for (const name in patch) {
    if (name === 'tag' ? patch.tag !== node.tag : name === 'children' || name === '**' || FORBIDDEN_NAMES.has(name)) {
      return false
    }
  }
  return true
}

/** What a patch without children writes. */
export function propsOf(patch: NodePatch): Record<string, unknown> {
  const props: Record<string, unknown> = {}
  for (const name in patch) if (name !== 'key' && name !== 'tag') props[name] = patch[name]
  return props
}

/** The names of the props that have the value already which is to be written, if there are any. */
export function repeatedOf(
  before: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>>,
): string[] | undefined {
  let repeated: string[] | undefined
  for (const name in written) {
    const value = written[name]
    if (value !== undefined && !isRepeated(before[name], value)) continue
    repeated ??= []
    repeated.push(name)
  }
  return repeated
}

/** `null` takes a prop away, `undefined` was not written. */
export function assignProps(target: Record<string, unknown>, props: Record<string, unknown>): Record<string, unknown> {
  for (const name in props) {
    const value = props[name]
    if (value === null) delete target[name]
    else if (value !== undefined) target[name] = value
  }
  return target
}
