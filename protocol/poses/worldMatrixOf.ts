import { ProtocolError } from '../errors.ts'
import type { GraphNode } from '../NodeTable.ts'
import { isKnownTag, NODE_TYPES } from '../nodes/index.ts'
import type { SceneGraph } from '../SceneGraph.ts'
import { multiplyMatrices } from './matrix.ts'
import { isTurned, localMatrixOf } from './placement.ts'

/**
 * Where a node stands in the world in which poses are told (`openxr`): 16 numbers, column-major, node to world, with the
 * scale that it has there. It is made of the placement that the script wrote for the node, for those above it, and, for
 * `children` of the scene, for the scene itself. What a person moved in the headset is in it once the script has it.
 *
 * Throws INVALID_OPERATION for a node that nobody has, that stands on the page, or that is turned by its `lookAt`, which
 * only a viewer computes.
 */
export function worldMatrixOf(graph: SceneGraph, key: string): Float64Array {
  const fail = (why: string) => new ProtocolError('INVALID_OPERATION', `worldMatrixOf: ${why}`)
  const path = pathTo(graph, key)
  const root = path.at(-1)
  if (!root) throw fail(`no node has the key ${JSON.stringify(key)}`)
  if (root.slot === 'htmlChildren') throw fail(`${JSON.stringify(key)} stands on the page, not in the scene`)
  const aimed = path.find(isAimed)
  if (aimed) {
    const name = `${aimed.tag} ${JSON.stringify(aimed.key)}`
    throw fail(`${name} is turned by its lookAt, which only a viewer computes; give it a quaternion`)
  }
  const { position, rotation, scale } = graph.sceneProps
  const locals = path.map(({ props }) => localMatrixOf(props))
  if (root.slot === 'children') locals.push(localMatrixOf({ position, rotation, scale }))
  return locals.reduce((below, above) => multiplyMatrices(above, below))
}

/** The node and all above it; only the last one tells which of the scene's lists it is in. */
function pathTo(graph: SceneGraph, key: string): GraphNode[] {
  const path: GraphNode[] = []
  for (let at = graph.get(key); at; at = at.parent === null ? undefined : graph.get(at.parent)) path.push(at)
  return path
}

/** Cameras and the like, which look at something unless an author has turned them. */
const isAimed = ({ tag, props }: GraphNode): boolean =>
  isKnownTag(tag) && 'lookAt' in NODE_TYPES[tag].props && !isTurned(props)
