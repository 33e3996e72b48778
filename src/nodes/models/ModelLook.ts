import {
  type Color,
  DoubleSide,
  type Material,
  type Mesh,
  type Object3D,
  type Points,
  type PointsMaterial,
  type Texture,
} from 'three'
import { type MaterialType, TEXTURE_NAMES, type TextureName } from '../../../protocol/index.ts'
import { isColor } from '../colors.ts'
import { makeMaterial, sideOf } from '../materials.ts'
import { Overrides } from '../Overrides.ts'
import { written } from '../paintedSurface.ts'
import { type SurfaceProps, settingsOf } from '../useSurfaceMaterial.ts'
import type { RawProps } from '../View.ts'

export interface LookProps extends Omit<SurfaceProps, 'materialType'> {
  readonly materialType: MaterialType | undefined
  readonly castShadow: boolean
  readonly receiveShadow: boolean
}

/** How something that is drawn takes what its node says about its look. */
export interface Look {
  /** Everything that is not live. Answers what could not be set. */
  apply(props: LookProps, textureOf: (name: TextureName) => Texture | undefined): string[]
  /** One live prop, unchecked, with all others beside it. False if it is of the wrong form. */
  paint(name: string, value: unknown, props: RawProps): boolean
  dispose(): void
}

/** What surfaces get about which neither file nor node says anything. */
export type Fallback = (
  original: Material,
) => { type: MaterialType; values: Readonly<Record<string, number>> } | undefined

type Painted = Material & { color?: Color }

interface Wearer {
  readonly mesh: Mesh
  /** In a list of materials. */
  readonly index: number | undefined
  readonly skin: Skin
}

interface Skin {
  readonly original: Material
  material: Painted
  overrides: Overrides
}

/** The materials of one instance: copies of the file's, with what the node says written over them. */
export class ModelLook implements Look {
  readonly #skins = new Map<Material, Skin>()
  readonly #wearers: readonly Wearer[]
  readonly #fallback: Fallback | undefined
  readonly #pointSize: number
  #type: MaterialType | undefined

  /** `pointSize`: of points, in metres, where the node says nothing. */
  constructor(object: Object3D, { fallback, pointSize = 0.005 }: { fallback?: Fallback; pointSize?: number } = {}) {
    this.#fallback = fallback
    this.#pointSize = pointSize
    const wearers: Wearer[] = []
    object.traverse((part) => {
      const mesh = part as Mesh
      if (!mesh.material) return
      if (!Array.isArray(mesh.material)) {
        wearers.push({ mesh, index: undefined, skin: this.#skinOf(mesh.material) })
        return
      }
      for (const [index, one] of mesh.material.entries()) wearers.push({ mesh, index, skin: this.#skinOf(one) })
    })
    this.#wearers = wearers
    // A list of materials belongs to the file too.
    for (const { mesh } of wearers) if (Array.isArray(mesh.material)) mesh.material = [...mesh.material]
    this.#dress()
  }

  /** Everything but colour and opacity. Answers what could not be set. */
  apply(props: LookProps, textureOf: (name: TextureName) => Texture | undefined): string[] {
    if (props.materialType !== this.#type) {
      this.#type = props.materialType
      for (const skin of this.#skins.values()) this.#remake(skin)
      this.#dress()
    }
    const problems = new Set<string>()
    for (const skin of this.#skins.values()) {
      const { values, problems: wrong } = settingsOf(props, skin.material)
      const outcome = skin.overrides.apply(values)
      for (const problem of wrong) problems.add(problem)
      for (const [name, problem] of outcome.problems) problems.add(`material.${name}: ${problem}`)
      const side = sideOf(props.side ?? props.dashed['material-side'] ?? props.material?.side) ?? skin.original.side
      const isChanged = setMaps(skin, props, textureOf) || outcome.changed || skin.material.side !== side
      skin.material.side = side as Material['side']
      if (isChanged) skin.material.needsUpdate = true
    }
    for (const { mesh } of this.#wearers) {
      mesh.castShadow = props.castShadow
      mesh.receiveShadow = props.receiveShadow
    }
    return [...problems]
  }

  paint(name: string, value: unknown, props: RawProps): boolean {
    if (name === 'color') return this.#paintColor(written(value, props, 'color') ?? undefined)
    if (name === 'size') return this.#paintSize(value)
    const opacity = written(value, props, 'opacity') ?? undefined
    return this.#paintOpacity(opacity, written(undefined, props, 'transparent'))
  }

  dispose(): void {
    for (const { material } of this.#skins.values()) material.dispose()
  }

  /** `undefined`: as the file says. False if it is no colour. */
  #paintColor(value: unknown): boolean {
    for (const { material, original } of this.#skins.values()) {
      if (!material.color) continue
      if (isColor(value)) material.color.set(value)
      else if ((original as Painted).color) material.color.copy((original as Painted).color!)
      else material.color.set('#ffffff')
    }
    return value === undefined || isColor(value)
  }

  /** `undefined`: as the file says. False if it is no number. */
  #paintOpacity(value: unknown, transparent: unknown): boolean {
    const isGiven = typeof value === 'number' && !Number.isNaN(value)
    for (const { material, original } of this.#skins.values()) {
      material.opacity = isGiven ? Math.min(Math.max(value, 0), 1) : original.opacity
      const isTransparent =
        typeof transparent === 'boolean' ? transparent : original.transparent || (isGiven && material.opacity < 1)
      if (material.transparent === isTransparent) continue
      material.transparent = isTransparent
      material.needsUpdate = true
    }
    return isGiven || value === undefined
  }

  #paintSize(value: unknown): boolean {
    const isGiven = typeof value === 'number' && value >= 0
    for (const { mesh, skin } of this.#wearers) {
      if (!(mesh as unknown as Points).isPoints) continue
      ;(skin.material as unknown as PointsMaterial).size = isGiven ? value : this.#pointSize
    }
    return isGiven || value === undefined
  }

  #skinOf(original: Material): Skin {
    let skin = this.#skins.get(original)
    if (!skin) {
      const material = this.#make(original)
      skin = { original, material, overrides: new Overrides(material) }
      this.#skins.set(original, skin)
    }
    return skin
  }

  #remake(skin: Skin): void {
    skin.material.dispose()
    skin.material = this.#make(skin.original)
    skin.overrides = new Overrides(skin.material)
  }

  #make(original: Material): Painted {
    const fallback = this.#fallback?.(original)
    const type = this.#type ?? fallback?.type
    const isSurface = /^Mesh/.test(original.type)
    const made = isSurface && type ? converted(original, type) : original.clone()
    made.shadowSide ??= DoubleSide
    for (const [name, value] of Object.entries(fallback?.values ?? {})) {
      if (name in made) Object.assign(made, { [name]: value })
    }
    return made
  }

  #dress(): void {
    for (const { mesh, index, skin } of this.#wearers) {
      if (index === undefined) mesh.material = skin.material
      else (mesh.material as Material[])[index] = skin.material
    }
  }
}

/** Of what a material says, what most others understand too. */
const COMMON = [
  ...['name', 'opacity', 'transparent', 'side', 'vertexColors', 'alphaTest', 'depthWrite', 'flatShading', 'wireframe'],
  ...['emissiveIntensity', 'bumpScale', 'displacementScale', 'displacementBias', 'aoMapIntensity'],
  ...['roughness', 'metalness', 'shininess', 'reflectivity', 'visible'],
  ...TEXTURE_NAMES,
]

function converted(original: Material, type: MaterialType): Painted {
  const made = makeMaterial(type)
  const [from, to] = [original, made] as unknown as Record<string, unknown>[] as [
    Record<string, unknown>,
    Record<string, unknown>,
  ]
  for (const name of COMMON) if (name in from && name in to) to[name] = from[name]
  for (const name of ['color', 'emissive', 'specular', 'normalScale']) {
    const target = to[name] as { copy?: (value: unknown) => void } | undefined
    if (from[name] !== undefined) target?.copy?.(from[name])
  }
  return made
}

/** The node's maps where it names some, else those of the file. */
function setMaps(
  { material, original }: Skin,
  props: LookProps,
  textureOf: (name: TextureName) => Texture | undefined,
): boolean {
  const [maps, own] = [material, original] as unknown as [Record<string, unknown>, Record<string, unknown>]
  let changed = false
  for (const name of TEXTURE_NAMES) {
    if (!(name in maps)) continue
    const wanted = props.material?.[name]
    const texture = wanted === false ? null : ((wanted && textureOf(name)) ?? own[name] ?? null)
    if (maps[name] === texture) continue
    maps[name] = texture
    changed = true
  }
  return changed
}
