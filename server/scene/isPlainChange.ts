import {
  FORBIDDEN_NAMES,
  type GraphNode,
  isKnownTag,
  NODE_TYPES,
  type NodePatch,
  obstacleOf,
  type PropDeclaration,
  TEXT_TAG,
} from '../../protocol/index.ts'
import { mayHoldPictures } from '../pictures/encodeRawPictures.ts'

/** The declared props of a type, by name. */
type Declared = ReadonlyMap<string, PropDeclaration>

const NONE: Declared = new Map()
const declaredByTag = new Map<string, Declared>()

/**
 * Whether a change writes only props, and right ones, of a node that is there: then nothing is left to check, to bring
 * into another form, or to complain about. Most of what a script sends is such, thousands a second; nothing is allocated
 * for it here. `false` says nothing: the checks that know what to say have to look.
 */
export function isPlainChange(change: NodePatch, node: GraphNode | undefined): boolean {
  // The key of a node that is there was checked when it came.
  if (!node || node.tag === TEXT_TAG || Object.getPrototypeOf(change) !== Object.prototype) return false
  const tag = change.tag ?? node.tag
  if (tag !== node.tag || mayHoldPictures(tag)) return false
  const declared = declaredOf(tag)
  for (const name in change) {
    if (name === 'key' || name === 'tag') continue
    if (name === 'children' || name === '**' || FORBIDDEN_NAMES.has(name)) return false
    const value = change[name]
    if (value === null || value === undefined) continue
    const prop = declared.get(name)
    if ((prop && !prop.accepts(value)) || obstacleOf(value) !== undefined) return false
  }
  return true
}

function declaredOf(tag: string): Declared {
  if (!isKnownTag(tag)) return NONE
  let declared = declaredByTag.get(tag)
  if (!declared) {
    declared = new Map(Object.entries<PropDeclaration>(NODE_TYPES[tag].props))
    declaredByTag.set(tag, declared)
  }
  return declared
}
