import type { Color, Material } from 'three'

/** What stands in for a colour map that is not there: white would outshine a scene that was lit for its texture. */
const PLACEHOLDER = '#6f737c'
const placeheld = new WeakSet<Material>()

/** The colour of a surface for which nobody wrote one. */
export const unwrittenColor = (material: Material): string =>
  material.type === 'ShadowMaterial' ? '#000000' : placeheld.has(material) ? PLACEHOLDER : '#ffffff'

/** Puts the stand-in there, or takes it away. True if that changed the picture. */
export function holdPlace(material: Material & { color?: Color }, isNeeded: boolean): boolean {
  if (!material.color || isNeeded === placeheld.has(material)) return false
  if (isNeeded) placeheld.add(material)
  else placeheld.delete(material)
  material.color.set(unwrittenColor(material))
  return true
}
