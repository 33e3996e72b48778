import { useEffect, useMemo } from 'react'
import { BufferGeometry, Float32BufferAttribute, LineBasicMaterial } from 'three'
import type { PropsOf, ViewProps } from '../View.ts'
import { fisheyeLines, frustumLines, type LineDrawing, orthographicLines, perspectiveLines } from './frustumLines.ts'

export type FrustumTag = 'Frustum' | 'PerspectiveFrustum' | 'OrthographicFrustum' | 'FisheyeFrustum'

const DRAWINGS: { readonly [T in FrustumTag]: (props: PropsOf<T>) => LineDrawing } = {
  Frustum: frustumLines,
  PerspectiveFrustum: perspectiveLines,
  OrthographicFrustum: orthographicLines,
  FisheyeFrustum: fisheyeLines,
}
const ignorePointers = () => undefined

/** What a camera sees, as lines; what is in the node is carried along with it. */
export default function FrustumView({ node, props, objectRef, children }: ViewProps<FrustumTag>) {
  const draw = DRAWINGS[node.tag as FrustumTag] as (props: unknown) => LineDrawing
  const { positions, colors } = draw(props)
  const shape = positions.join() + colors.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` says whether the lines are other ones
  const geometry = useMemo(() => {
    const made = new BufferGeometry()
    made.setAttribute('position', new Float32BufferAttribute(positions, 3))
    made.setAttribute('color', new Float32BufferAttribute(colors, 3))
    return made
  }, [shape])
  const material = useMemo(() => new LineBasicMaterial({ vertexColors: true, toneMapped: false }), [])
  useEffect(() => () => geometry.dispose(), [geometry])
  useEffect(() => () => material.dispose(), [material])
  return (
    <group ref={objectRef}>
      <lineSegments geometry={geometry} material={material} raycast={ignorePointers} />
      {children}
    </group>
  )
}
