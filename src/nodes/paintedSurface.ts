import type { Color, Material, Mesh, Object3D } from 'three'
import { setColor } from './colors.ts'
import { unwrittenColor } from './mapPlaceholder.ts'
import { isOwnMaterial, isTransparentByNature } from './materials.ts'
import type { LiveApplier, RawProps } from './View.ts'

type Colored = Material & { color?: Color }

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

/** A material of the node itself; one that a child has put in its place is not painted. */
const materialOf = (object: Object3D): Colored | undefined => {
  const { material } = object as Mesh<never, Colored>
  return material && isOwnMaterial(material, object.name) ? material : undefined
}

export function paintColor(material: Colored, value: unknown, props: RawProps): boolean {
  if (!material.color) return true
  return setColor(material.color, written(value, props, 'color') ?? undefined, unwrittenColor(material))
}

export function paintOpacity(material: Material, value: unknown, props: RawProps): boolean {
  const asked = written(value, props, 'opacity') ?? undefined
  const opacity = typeof asked === 'number' && !Number.isNaN(asked) ? Math.min(Math.max(asked, 0), 1) : 1
  const isTransparent = written(undefined, props, 'transparent') ?? (opacity < 1 || isTransparentByNature(material))
  material.opacity = opacity
  if (material.transparent !== (isTransparent === true)) {
    material.transparent = isTransparent === true
    material.needsUpdate = true
  }
  return asked === undefined || typeof asked === 'number'
}

/** The live props of everything that {@link useSurfaceMaterial} makes a material for. */
export const paintedSurface = {
  color: (object, value, props) => {
    const material = materialOf(object)
    return !material || paintColor(material, value, props)
  },
  opacity: (object, value, props) => {
    const material = materialOf(object)
    return !material || paintOpacity(material, value, props)
  },
} satisfies Record<string, LiveApplier>

/** Those of them that nobody but the script changes. */
export const STEADY_SURFACE = ['color', 'opacity'] as const
