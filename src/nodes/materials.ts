import {
  BackSide,
  DoubleSide,
  FrontSide,
  LineBasicMaterial,
  LineDashedMaterial,
  type Material,
  MeshBasicMaterial,
  MeshLambertMaterial,
  MeshMatcapMaterial,
  MeshNormalMaterial,
  MeshPhongMaterial,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  MeshToonMaterial,
  PointsMaterial,
  ShadowMaterial,
  SpriteMaterial,
} from 'three'
import type { MaterialType } from '../../protocol/index.ts'
import { RangeMaterial } from './RangeMaterial.ts'

/** What can be made: what a `materialType` may say, and what only a node of its own can be. */
export type MaterialKind = MaterialType | 'sprite'

/** Sizes are for scenes in metres: three.js’ own points are as large as a person. */
const MAKERS: Readonly<Record<MaterialKind, () => Material>> = {
  basic: () => new MeshBasicMaterial({ toneMapped: false }),
  standard: () => new MeshStandardMaterial(),
  physical: () => new MeshPhysicalMaterial(),
  lambert: () => new MeshLambertMaterial(),
  phong: () => new MeshPhongMaterial(),
  normal: () => toneless(new MeshNormalMaterial()),
  toon: () => new MeshToonMaterial(),
  matcap: () => new MeshMatcapMaterial(),
  depth: () => new RangeMaterial('depth'),
  distance: () => new RangeMaterial('distance'),
  shadow: () => new ShadowMaterial(),
  points: () => new PointsMaterial({ size: 0.02, toneMapped: false }),
  line: () => new LineBasicMaterial({ toneMapped: false }),
  lineDashed: () => new LineDashedMaterial({ dashSize: 0.05, gapSize: 0.03, toneMapped: false }),
  sprite: () => new SpriteMaterial({ toneMapped: false }),
}

/** A material that no light falls on shows its colours as they were written; tone mapping is for light. */
function toneless(material: Material): Material {
  material.toneMapped = false
  return material
}

const owners = new WeakMap<Material, string>()

/** A new material; with a key it is the own one of that node. */
export function makeMaterial(kind: MaterialKind, key?: string): Material {
  const material = MAKERS[kind]()
  // Both sides throw shadows. With the far one alone, light falls through under what stands on something.
  material.shadowSide = DoubleSide
  if (key !== undefined) owners.set(material, key)
  return material
}

export const isOwnMaterial = (material: Material, key: string): boolean => owners.get(material) === key

/** Materials that are see-through where nothing is to be seen, whatever their opacity. */
export const isTransparentByNature = ({ type }: Material): boolean =>
  type === 'ShadowMaterial' || type === 'SpriteMaterial'

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
  ...['size', 'sizeAttenuation', 'dashSize', 'gapSize', 'scale', 'linewidth', 'rotation'],
  ...['nearDistance', 'farDistance'],
])

export const isSettable = (name: string): boolean => SETTABLE.has(name)

const SIDES: Readonly<Record<string, number>> = { front: FrontSide, back: BackSide, double: DoubleSide }

/** three.js’ number of a side that is given by name or by that number. */
export const sideOf = (side: unknown): number | undefined =>
  typeof side === 'string' ? SIDES[side] : Object.values(SIDES).find((number) => number === side)
