import { type ReactNode, useEffect, useMemo } from 'react'
import type { BufferGeometry } from 'three'
import type { GraphNode } from '../../protocol/index.ts'
import { lazyPart } from '../page/lazyPart.tsx'
import { useBatch } from './batches/useBatch.ts'
import { makeEdges } from './edgeGeometries.ts'
import { useClick } from './interaction/clicks.ts'
import { type SurfaceProps, useSurfaceMaterial } from './useSurfaceMaterial.ts'
import type { ViewProps } from './View.ts'

const Outline = lazyPart(() => import('./Outline.tsx'))

interface Drawn extends SurfaceProps {
  readonly castShadow: boolean
  readonly receiveShadow: boolean
  readonly outlines: boolean
  readonly outlineColor: string | number
  readonly outlineThickness: number
}

export interface SurfaceViewProps {
  readonly node: GraphNode
  readonly props: Drawn
  readonly geometry: BufferGeometry
  readonly objectRef: ViewProps['objectRef']
  readonly report: ViewProps['report']
  readonly children: ReactNode
}

/** Draws a geometry as its node says: as a surface, by its corners, or by its edges. */
export function Surface({ node, props, geometry, objectRef, report, children }: SurfaceViewProps) {
  const material = useSurfaceMaterial(node.key, props, report)
  const clicks = useClick(node.key)
  const batchedRef = useBatch(objectRef)
  const shared = { ref: objectRef, material, ...clicks }
  switch (props.materialType) {
    case 'points':
      return (
        <points geometry={geometry} {...shared}>
          {children}
        </points>
      )
    case 'line':
    case 'lineDashed':
      return (
        <EdgesOf geometry={geometry}>
          {(edges) => (
            <lineSegments geometry={edges} {...shared}>
              {children}
            </lineSegments>
          )}
        </EdgesOf>
      )
    default:
      return (
        <mesh
          geometry={geometry}
          castShadow={props.castShadow}
          receiveShadow={props.receiveShadow || props.materialType === 'shadow'}
          {...shared}
          ref={batchedRef}
        >
          {props.outlines && (
            <Outline geometry={geometry} color={props.outlineColor} thickness={props.outlineThickness} />
          )}
          {children}
        </mesh>
      )
  }
}

function EdgesOf({ geometry, children }: { geometry: BufferGeometry; children: (edges: BufferGeometry) => ReactNode }) {
  const edges = useMemo(() => makeEdges(geometry), [geometry])
  useEffect(() => () => edges.dispose(), [edges])
  return children(edges)
}
