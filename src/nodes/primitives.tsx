import { useGeometry } from './GeometryCache.ts'
import { makeGeometry, type PrimitiveTag } from './geometries.ts'
import { paintedSurface, STEADY_SURFACE } from './paintedSurface.ts'
import { Surface } from './Surface.tsx'
import type { View, ViewProps } from './View.ts'

/** One view for all primitives: they differ in nothing but their geometry. */
function Primitive({ node, props, objectRef, children, report }: ViewProps<PrimitiveTag>) {
  const tag = node.tag as PrimitiveTag
  const geometry = useGeometry(`${tag} ${props.args.join()}`, () => makeGeometry(tag, props.args))
  return (
    <Surface node={node} props={props} geometry={geometry} objectRef={objectRef} report={report}>
      {children}
    </Surface>
  )
}

export const primitive: View<PrimitiveTag> = { component: Primitive, live: paintedSurface, steady: STEADY_SURFACE }
