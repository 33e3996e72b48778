import {
  BackSide,
  DoubleSide,
  FrontSide,
  type Material,
  MeshBasicMaterial,
  MeshLambertMaterial,
  MeshNormalMaterial,
  MeshPhongMaterial,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  MeshToonMaterial,
} from 'three'
import type { MaterialType } from '../../protocol/index.ts'

const CLASSES = {
  basic: MeshBasicMaterial,
  standard: MeshStandardMaterial,
  physical: MeshPhysicalMaterial,
  lambert: MeshLambertMaterial,
  phong: MeshPhongMaterial,
  normal: MeshNormalMaterial,
  toon: MeshToonMaterial,
} as const satisfies Record<MaterialType, new () => Material>

/** A material that no light falls on shows its colours as they were written; tone mapping is for light. */
export function makeMaterial(type: MaterialType): Material {
  const material: Material = new CLASSES[type]()
  if (type === 'basic' || type === 'normal') material.toneMapped = false
  return material
}

/**
 * What a scene may set on a material. A material of another type leaves out what it does not have; everything else that
 * three.js materials have (ids, callbacks, programs) is out of reach.
 */
const SETTABLE: ReadonlySet<string> = new Set([
  ...['alphaHash', 'alphaTest', 'alphaToCoverage', 'blending', 'colorWrite', 'depthTest', 'depthWrite', 'dithering'],
  ...['forceSinglePass', 'polygonOffset', 'polygonOffsetFactor', 'polygonOffsetUnits', 'premultipliedAlpha'],
  ...['toneMapped', 'vertexColors', 'visible', 'fog', 'flatShading', 'wireframe', 'wireframeLinewidth'],
  ...['combine', 'reflectivity', 'refractionRatio', 'specular', 'shininess'],
  ...['emissive', 'emissiveIntensity', 'roughness', 'metalness', 'envMapIntensity'],
  ...['aoMapIntensity', 'bumpScale', 'displacementScale', 'displacementBias', 'normalScale', 'lightMapIntensity'],
  ...['clearcoat', 'clearcoatRoughness', 'clearcoatNormalScale', 'sheen', 'sheenColor', 'sheenRoughness'],
  ...['ior', 'transmission', 'thickness', 'attenuationColor', 'attenuationDistance', 'dispersion'],
  ...['specularIntensity', 'specularColor', 'anisotropy', 'anisotropyRotation'],
  ...['iridescence', 'iridescenceIOR', 'iridescenceThicknessRange'],
])

export const isSettable = (name: string): boolean => SETTABLE.has(name)

const SIDES: Readonly<Record<string, number>> = { front: FrontSide, back: BackSide, double: DoubleSide }

/** three.js’ number of a side that is given by name or by that number. */
export const sideOf = (side: unknown): number | undefined =>
  typeof side === 'string' ? SIDES[side] : Object.values(SIDES).find((number) => number === side)
