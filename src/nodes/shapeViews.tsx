import { useEffect, useMemo } from 'react'
import { NODE_TYPES, resolveProps } from '../../protocol/index.ts'
import { DATA_GEOMETRIES, type DataTag } from './dataGeometries.ts'
import { makeEdges, makeWireframe } from './edgeGeometries.ts'
import { useGeometry } from './GeometryCache.ts'
import { makeGeometry, type PrimitiveTag } from './geometries.ts'
import { useClick } from './interaction/clicks.ts'
import { Surface } from './Surface.tsx'
import { useSurfaceMaterial } from './useSurfaceMaterial.ts'
import type { PropsOf, ViewProps } from './View.ts'

/** What a geometry of data is made from: it is made anew when one of these is another value. */
const DATA_PROPS = [
  ...['args', 'shapes', 'options', 'curveType', 'tension'],
  ...['width', 'height', 'depth', 'radius', 'smoothness', 'bevelSegments', 'creaseAngle'],
] as const

export function DataShape({ node, props, objectRef, children, report }: ViewProps<DataTag>) {
  const tag = node.tag as DataTag
  // Props of the graph are the same values until they are changed; checked ones are new each time.
  const data = DATA_PROPS.map((name) => node.props[name])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `props` is made from what is listed.
  const geometry = useMemo(() => DATA_GEOMETRIES[tag](props as never), [tag, ...data])
  useEffect(() => () => geometry.dispose(), [geometry])
  return (
    <Surface node={node} props={props} geometry={geometry} objectRef={objectRef} report={report}>
      {children}
    </Surface>
  )
}

/** The arguments of a primitive, with its defaults where the list ends. Throws a sentence where one is wrong. */
function filledArguments(of: PrimitiveTag, args: readonly (number | boolean)[]): readonly (number | boolean)[] {
  const { props, problems } = resolveProps(NODE_TYPES[of], { args })
  if (problems.length > 0) throw new Error(problems.join('; '))
  return props.args
}

export type EdgeTag = 'Edges' | 'Wireframe'

export function EdgesView({ node, props, objectRef, children, report }: ViewProps<EdgeTag>) {
  const { geometry: of, args } = props
  const angle = node.tag === 'Edges' ? (props as PropsOf<'Edges'>).thresholdAngle : undefined
  const geometry = useGeometry(`${node.tag} ${angle} ${of} ${args.join()}`, () => {
    const body = makeGeometry(of, filledArguments(of, args))
    const lines = angle === undefined ? makeWireframe(body) : makeEdges(body, angle)
    body.dispose()
    return lines
  })
  const surface = { ...props, wireframe: undefined, side: undefined }
  const material = useSurfaceMaterial(node.key, surface, report)
  return (
    <lineSegments ref={objectRef} geometry={geometry} material={material} {...useClick(node.key)}>
      {children}
    </lineSegments>
  )
}
