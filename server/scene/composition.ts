import { type NodeData, type SceneData, SceneGraph, SLOTS, type Slot, TEXT_TAG } from '../../protocol/index.ts'

/** The root's lists of a scene, in nested form. */
export type SceneLists = Record<Slot, (NodeData | string)[]>

/** What one session shows together: stores in the order in which it subscribed to them, and what is its own. */
export interface Composition {
  readonly stores: readonly SceneGraph[]
  readonly own: SceneGraph
  /** Props among the session's own that a store left behind: any store that is there comes before them. */
  readonly leftProps: { has(name: string): boolean }
}

/**
 * The scene that shows all of them. A key belongs to the first that has it, stores before the session's own; a later
 * node with that key is hidden with its subtree and told to `onHidden`. A prop of the scene belongs to the session's
 * own scene first, and then to the first store that names it.
 */
export function compose(
  composition: Composition,
  onHidden: (source: SceneGraph, key: string) => void = () => {},
): SceneData {
  const sources = sourcesOf(composition)
  const lists: SceneLists = { children: [], bgChildren: [], rawChildren: [], htmlChildren: [] }
  for (const source of sources) {
    const isKept = (key: string) => ownerOf(sources, key) === source
    const shown = listsOf(source, isKept, (key) => onHidden(source, key))
    for (const slot of SLOTS) for (const node of shown[slot]) lists[slot].push(node)
  }
  return sceneOf(composeProps(composition), lists)
}

export const sourcesOf = ({ stores, own }: Composition): readonly SceneGraph[] => [...stores, own]

/** The first that has the key, also where it shows nothing of it because something above is hidden. */
export const ownerOf = (sources: readonly SceneGraph[], key: string): SceneGraph | undefined =>
  sources.find((source) => source.has(key))

/** The props of the composed scene, with `key`. */
export function composeProps({ stores, own, leftProps }: Composition): Record<string, unknown> {
  const ownProps = Object.entries(propsOf(own))
  const written = ownProps.filter(([name]) => !leftProps.has(name))
  const left = ownProps.filter(([name]) => leftProps.has(name))
  const props: Record<string, unknown> = Object.fromEntries(left)
  for (let index = stores.length - 1; index >= 0; index -= 1) Object.assign(props, propsOf(stores[index]!))
  return Object.assign(props, Object.fromEntries(written))
}

/** The props of a scene itself, with `key`. */
export const propsOf = ({ sceneKey, sceneProps }: SceneGraph): Record<string, unknown> =>
  sceneKey === undefined ? { ...sceneProps } : { key: sceneKey, ...sceneProps }

/** The nodes whose keys are kept, without what is below the others. `onLeftOut` hears the topmost of those. */
export function listsOf(
  graph: SceneGraph,
  isKept: (key: string) => boolean,
  onLeftOut: (key: string) => void = () => {},
): SceneLists {
  const nodesOf = (keys: readonly string[]): (NodeData | string)[] => {
    const nodes: (NodeData | string)[] = []
    for (const key of keys) {
      const { tag, props, children } = graph.get(key)!
      if (tag === TEXT_TAG) nodes.push(props.text as string)
      else if (!isKept(key)) onLeftOut(key)
      else {
        const node: NodeData = { tag, key, ...props }
        const below = nodesOf(children)
        if (below.length > 0) node.children = below
        nodes.push(node)
      }
    }
    return nodes
  }
  const { children, bgChildren, rawChildren, htmlChildren } = graph.slots
  return {
    children: nodesOf(children),
    bgChildren: nodesOf(bgChildren),
    rawChildren: nodesOf(rawChildren),
    htmlChildren: nodesOf(htmlChildren),
  }
}

export function sceneOf(props: Record<string, unknown>, lists: SceneLists): SceneData {
  const scene: SceneData = { ...props, tag: 'Scene' }
  for (const slot of SLOTS) if (lists[slot].length > 0) scene[slot] = lists[slot]
  return scene
}

export const graphOf = (scene: SceneData): SceneGraph => {
  const graph = new SceneGraph()
  graph.apply({ op: 'set', scene })
  return graph
}

/** The strings among the nodes of a root's list. */
export const rootTexts = (graph: SceneGraph, slot: Slot): string[] =>
  graph.slots[slot].flatMap((key) => {
    const { tag, props } = graph.get(key)!
    return tag === TEXT_TAG ? [props.text as string] : []
  })

/** Keys that more than one of them has. Texts have keys of each graph's own, which mean nothing to others. */
export function keysInSeveral(sources: readonly SceneGraph[]): Set<string> {
  const several = new Set<string>()
  for (const [index, source] of sources.entries()) {
    const before = sources.slice(0, index)
    if (before.every(({ nodes }) => nodes.size === 0)) continue
    for (const [key, { tag }] of source.nodes) {
      if (tag !== TEXT_TAG && before.some((other) => other.has(key))) several.add(key)
    }
  }
  return several
}

/** Whether a graph shows nothing and says nothing. */
export const isEmpty = ({ nodes, sceneKey, sceneProps }: SceneGraph): boolean =>
  nodes.size === 0 && sceneKey === undefined && Object.keys(sceneProps).length === 0
