import { memo, type ReactNode, Suspense, useCallback, useEffect, useLayoutEffect } from 'react'
import {
  type GraphNode,
  isKnownTag,
  NODE_TYPES,
  REFUSED_TAGS,
  resolveProps,
  type Tag,
  TEXT_TAG,
} from '../../protocol/index.ts'
import { colorProblems } from '../nodes/colors.ts'
import { views } from '../nodes/index.ts'
import type { View } from '../nodes/View.ts'
import { applierOf, bareApplier } from './appliers.ts'
import { useNodeVersion, useScene } from './context.ts'
import { NodeMarker } from './NodeMarker.tsx'
import { Pending } from './Pending.tsx'
import { PLACEMENT_PROPS } from './placement.ts'
import { SceneNodes } from './SceneNodes.tsx'
import { useObjectRef } from './useObjectRef.ts'
import { ViewBoundary } from './ViewBoundary.tsx'

/** A key of the graph, drawn: its view, its children inside it, and a marker where something stands in the way. */
export const SceneNode = memo(function SceneNode({ nodeKey }: { nodeKey: string }) {
  const { scene } = useScene()
  const version = useNodeVersion(nodeKey)
  const node = scene.graph.get(nodeKey)
  const onOutcome = useCallback(
    (error: Error | null) =>
      scene.report(nodeKey, 'view', error && [...problemsOf(scene.graph.get(nodeKey)), error.message].join('; ')),
    [scene, nodeKey],
  )
  // React may have made new objects or materials since live props were written.
  useLayoutEffect(() => {
    scene.touch(nodeKey)
    scene.invalidate()
  })

  if (!node || node.tag === TEXT_TAG) return null
  const children = node.children.length > 0 ? <SceneNodes keys={node.children} /> : null
  if (!isKnownTag(node.tag)) {
    const isTool = node.parent === null && node.slot !== 'children' && node.slot !== 'rawChildren'
    const isPlaced = Object.keys(node.props).some((name) => PLACEMENT_PROPS.has(name))
    const lines =
      isTool && !isPlaced ? [] : [`${node.tag} “${node.key}”`, REFUSED_TAGS[node.tag] ?? 'is not known to this viewer']
    return (
      <StandIn nodeKey={nodeKey} lines={lines}>
        {children}
      </StandIn>
    )
  }
  const failed = (error: Error) => (
    <StandIn nodeKey={nodeKey} lines={[`${node.tag} “${node.key}”`, error.message]}>
      {children}
    </StandIn>
  )
  return (
    <ViewBoundary key={node.tag} version={version} fallback={failed} onOutcome={onOutcome}>
      <Suspense fallback={<Pending nodeKey={nodeKey} />}>
        <KnownNode node={node} tag={node.tag}>
          {children}
        </KnownNode>
      </Suspense>
    </ViewBoundary>
  )
})

/** What is wrong with props, where the view that would have said so could not be drawn. */
const problemsOf = (node: GraphNode | undefined): readonly string[] =>
  node && isKnownTag(node.tag) ? resolveProps(NODE_TYPES[node.tag], node.props).problems : []

function KnownNode({ node, tag, children }: { node: GraphNode; tag: Tag; children: ReactNode }) {
  const { scene } = useScene()
  const { key } = node
  const { props, problems } = resolveProps(NODE_TYPES[tag], node.props)
  const objectRef = useObjectRef(key, applierOf(tag))
  const report = useCallback((about: string, problem: string | null) => scene.report(key, about, problem), [scene, key])
  const problem = [...problems, ...colorProblems(node.props)].join('; ') || null
  useEffect(() => {
    scene.report(key, 'props', problem)
    return () => scene.report(key, 'props', null)
  }, [scene, key, problem])
  // The table gives each tag the view of its own props; past the lookup, TypeScript cannot tell which tag it was.
  const { component: ViewComponent } = views[tag] as unknown as View
  return (
    <ViewComponent node={node} props={props as never} objectRef={objectRef} report={report}>
      {children}
    </ViewComponent>
  )
}

/** Holds the place of a node that cannot be drawn, for its children and for a label that says why. */
function StandIn({ nodeKey, lines, children }: { nodeKey: string; lines: readonly string[]; children: ReactNode }) {
  const objectRef = useObjectRef(nodeKey, bareApplier)
  return (
    <group ref={objectRef}>
      {lines.length > 0 && <NodeMarker lines={lines} />}
      {children}
    </group>
  )
}
