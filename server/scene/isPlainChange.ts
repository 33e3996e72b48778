import {
  FORBIDDEN_NAMES,
  type GraphNode,
  isKnownTag,
  NODE_TYPES,
  type NodePatch,
  obstacleOf,
  type PropDeclaration,
  STRUCTURAL_NAMES,
  TEXT_TAG,
} from '../../protocol/index.ts'
import { mayHoldPictures } from '../pictures/encodeRawPictures.ts'

/** The declared props of a type, by name; `undefined` where more is to be done than to check them. */
type Declared = ReadonlyMap<string, PropDeclaration> | undefined

const declaredByTag = new Map<string, Declared>()
const UNKNOWN: Declared = new Map()

/**
 * Whether a change writes only props, and right ones, of a node that is there: then nothing is left to check, to bring
 * into another form, or to complain about. Most of what a script sends is such, thousands a second; nothing is allocated
 * for it here. `false` says nothing: the checks that know what to say have to look.
 */
export function isPlainChange(change: NodePatch, node: GraphNode | undefined): boolean {
  // The key of a node that is there was checked when it came.
  if (!node || node.tag === TEXT_TAG || Object.getPrototypeOf(change) !== Object.prototype) return false
  const { tag } = node
  const declared = declaredByTag.get(tag) ?? declaredOf(tag)
  if (!declared) return false
  for (const name in change) {
    if (name === 'key') continue
    const value = change[name]
    const prop = declared.get(name)
    if (prop) {
      if (value !== null && value !== undefined && !(prop.accepts(value) && travels(value))) return false
    } else if (name === 'tag') {
      if (value !== tag && value !== undefined) return false
    } else if (name === 'children' || name === '**' || FORBIDDEN_NAMES.has(name) || !travels(value)) return false
  }
  return true
}

const travels = (value: unknown): boolean => typeof value === 'number' || obstacleOf(value) === undefined

function declaredOf(tag: string): Declared {
  if (mayHoldPictures(tag)) return undefined
  // Types that nobody knows are the script's own: as many as it likes.
  if (!isKnownTag(tag)) return UNKNOWN
  const props = Object.entries<PropDeclaration>(NODE_TYPES[tag].props)
  const declared = new Map(props.filter(([name]) => !STRUCTURAL_NAMES.has(name) && !FORBIDDEN_NAMES.has(name)))
  declaredByTag.set(tag, declared)
  return declared
}
