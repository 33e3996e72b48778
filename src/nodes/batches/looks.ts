import type { Material } from 'three'

const looks = new WeakMap<Material, string>()

/**
 * Notes what a material looks like but for its colour: two with the same text can stand in for each other. `undefined`
 * where no other material can, because of a texture of its own, say.
 */
export function noteLook(material: Material, look: string | undefined): void {
  if (look === undefined) looks.delete(material)
  else looks.set(material, look)
}

export const lookOf = (material: Material): string | undefined => looks.get(material)
