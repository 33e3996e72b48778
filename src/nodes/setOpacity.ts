import type { Material } from 'three'

/** Writes a material’s opacity; below 1 it is drawn as transparent. */
export function setOpacity(material: Material, value: unknown, fallback = 1): boolean {
  const isOpacity = typeof value === 'number' && value >= 0
  const opacity = isOpacity ? Math.min(value, 1) : fallback
  material.opacity = opacity
  if (material.transparent !== opacity < 1) {
    material.transparent = opacity < 1
    material.needsUpdate = true
  }
  return isOpacity || value === undefined
}
