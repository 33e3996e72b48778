import type { Color, Material, Mesh, Object3D } from 'three'
import { setColor } from './colors.ts'
import { useGeometry } from './GeometryCache.ts'
import { makeGeometry, type PrimitiveTag } from './geometries.ts'
import { useClick } from './interaction/clicks.ts'
import { unwrittenColor } from './mapPlaceholder.ts'
import { useSurfaceMaterial } from './useSurfaceMaterial.ts'
import type { LiveApplier, RawProps, View, ViewProps } from './View.ts'

/** One view for all primitives: they differ in nothing but their geometry. */
function Primitive({ node, props, objectRef, children, report }: ViewProps<PrimitiveTag>) {
  const { key } = node
  const tag = node.tag as PrimitiveTag
  const geometry = useGeometry(`${tag} ${props.args.join()}`, () => makeGeometry(tag, props.args))
  const material = useSurfaceMaterial(key, props, report)
  const clicks = useClick(key)
  return (
    <mesh
      ref={objectRef}
      geometry={geometry}
      material={material}
      castShadow={props.castShadow}
      receiveShadow={props.receiveShadow}
      {...clicks}
    >
      {children}
    </mesh>
  )
}

/** The shortcut, else what the `material` map says, else the dashed prop. */
export function written(value: unknown, props: RawProps, name: string): unknown {
  if (value !== undefined) return value
  const dashed = props[`material-${name}`]
  if (dashed !== undefined) return dashed
  const { material } = props
  return typeof material === 'object' && material !== null && Object.hasOwn(material, name)
    ? (material as Record<string, unknown>)[name]
    : undefined
}

const materialOf = (object: Object3D) => (object as Mesh).material as Material & { color?: Color }

const paintColor: LiveApplier = (object, value, props) => {
  const material = materialOf(object)
  if (!material.color) return true
  return setColor(material.color, written(value, props, 'color') ?? undefined, unwrittenColor(material))
}

const paintOpacity: LiveApplier = (object, value, props) => {
  const material = materialOf(object)
  const asked = written(value, props, 'opacity') ?? undefined
  const opacity = typeof asked === 'number' && !Number.isNaN(asked) ? Math.min(Math.max(asked, 0), 1) : 1
  const isTransparent = written(undefined, props, 'transparent') ?? opacity < 1
  material.opacity = opacity
  if (material.transparent !== (isTransparent === true)) {
    material.transparent = isTransparent === true
    material.needsUpdate = true
  }
  return asked === undefined || typeof asked === 'number'
}

export const primitive: View<PrimitiveTag> = {
  component: Primitive,
  live: { color: paintColor, opacity: paintOpacity },
}
