import { useEffect, useLayoutEffect, useMemo, useReducer } from 'react'
import type { Material } from 'three'
import { type MaterialProps, TEXTURE_NAMES } from '../../protocol/index.ts'
import { useScene } from '../scene/context.ts'
import { noteLook } from './batches/looks.ts'
import { colorProblems } from './colors.ts'
import { holdPlace } from './mapPlaceholder.ts'
import { isSettable, type MaterialKind, makeMaterial, sideOf } from './materials.ts'
import { Overrides } from './Overrides.ts'
import { TextureSet } from './textures.ts'
import { wearSlopes } from './trueSlopes.ts'
import type { ViewProps } from './View.ts'

/** What a node says about the look of its surface. `color` and `opacity` are live and not written here. */
export interface SurfaceProps {
  readonly materialType: MaterialKind
  readonly material: MaterialProps | undefined
  readonly color: unknown
  readonly wireframe: boolean | undefined
  readonly side: 'front' | 'back' | 'double' | undefined
  readonly dashed: Readonly<Record<string, unknown>>
}

/** Written by the live appliers: they are in no hurry for React. */
const PAINTED: ReadonlySet<string> = new Set(['color', 'opacity', 'transparent'])
const NOT_PROPERTIES: ReadonlySet<string> = new Set<string>([
  ...TEXTURE_NAMES,
  ...TEXTURE_NAMES.map((name) => `${name}Repeat`),
  'side',
])
/** Those that have nothing of their own beside what can be set on them. */
const ALIKE: ReadonlySet<MaterialKind> = new Set<MaterialKind>([
  ...(['basic', 'standard', 'physical', 'lambert', 'phong', 'normal', 'toon', 'matcap'] as const),
])
const MATERIAL_PREFIX = 'material-'

/** The material of one node: made for its type, set up from its props, textured when its maps have come. */
export function useSurfaceMaterial(key: string, surface: SurfaceProps, report: ViewProps['report']): Material {
  const { scene, loadImage } = useScene()
  const [, textureChanged] = useReducer((count: number) => count + 1, 0)
  const { material, overrides } = useMemo(() => {
    const made = makeMaterial(surface.materialType, key)
    return { material: made, overrides: new Overrides(made) }
  }, [surface.materialType, key])
  const textures = useMemo(
    () =>
      new TextureSet({
        loadImage,
        onChange: textureChanged,
        beginLoading: () => scene.beginLoading(key),
        report,
      }),
    [scene, loadImage, key, report],
  )

  useLayoutEffect(() => {
    const { values, problems } = settingsOf(surface, material)
    const outcome = overrides.apply(values)
    for (const [name, problem] of outcome.problems) problems.push(`material.${name}: ${problem}`)
    const side = sideOf(surface.side ?? surface.dashed['material-side'] ?? surface.material?.side) ?? 0
    const isChanged = setMaps(material, textures, surface.material) || outcome.changed || material.side !== side
    textures.sweep()
    material.side = side as Material['side']
    noteLook(material, lookText(surface, side, values))
    if (holdPlace(material, awaitsMap(surface, textures))) scene.invalidate()
    if (isChanged) {
      material.needsUpdate = true
      scene.invalidate()
    }
    report('material', problems.length > 0 ? problems.join('; ') : null)
  })
  useEffect(() => {
    textures.want((surface.material ?? {}) as Record<string, unknown>)
  })
  useEffect(() => () => textures.dispose(), [textures])
  useEffect(() => () => material.dispose(), [material])
  useEffect(() => () => report('material', null), [report])
  return material
}

/** The surface gets its colour from a map alone, and the map is on its way or cannot come. */
function awaitsMap({ color, material, dashed }: SurfaceProps, textures: TextureSet): boolean {
  const source = material?.map
  if (source === undefined || source === false || textures.get('map')) return false
  return (color ?? material?.color ?? dashed['material-color'] ?? null) === null
}

/** Everything about the look that is not painted, for those kinds of material that three.js makes all alike. */
function lookText(
  { materialType: kind, material }: SurfaceProps,
  side: number,
  values: ReadonlyMap<string, unknown>,
): string | undefined {
  if (material && TEXTURE_NAMES.some((name) => material[name])) return undefined
  if (!ALIKE.has(kind) || values.get('visible') === false || values.get('vertexColors') === true) return undefined
  if (Number(values.get('transmission') ?? 0) > 0) return undefined
  return values.size === 0 ? `${kind} ${side}` : `${kind} ${side} ${JSON.stringify([...values].sort())}`
}

/** Only what this material has; names that no material has are told. */
export function settingsOf(surface: Omit<SurfaceProps, 'materialType'>, material: Material) {
  const values = new Map<string, unknown>()
  const problems = colorProblems(surface.material ?? {}).map((problem) => `material.${problem}`)
  const set = (name: string, value: unknown, where: string) => {
    if (PAINTED.has(name) || NOT_PROPERTIES.has(name) || value === undefined || value === null) return
    if (!isSettable(name)) problems.push(`${where}: materials have no such property`)
    else if (name in material) values.set(name, value)
  }
  for (const [name, value] of Object.entries(surface.material ?? {})) set(name, value, `material.${name}`)
  for (const [name, value] of Object.entries(surface.dashed)) {
    if (name.startsWith(MATERIAL_PREFIX)) set(name.slice(MATERIAL_PREFIX.length), value, name)
    else problems.push(`${name}: only material-… can be set on a surface`)
  }
  set('wireframe', surface.wireframe, 'wireframe')
  if (isBumped(surface.material) && !values.has('bumpScale')) {
    set('bumpScale', values.get('displacementScale') ?? 1, 'material.displacementScale')
  }
  return { values, problems }
}

/**
 * three.js moves corners by a displacement map and leaves their normals: light would fall on the surface as it was. As a
 * bump map of the same height, the displacement turns the normals too.
 */
const isBumped = (material: MaterialProps | undefined): boolean =>
  Boolean(material?.displacementMap) && material?.normalMap === undefined && material?.bumpMap === undefined

function setMaps(material: Material, textures: TextureSet, written: MaterialProps | undefined): boolean {
  const maps = material as unknown as Record<string, unknown>
  let changed = false
  for (const name of TEXTURE_NAMES) {
    if (!(name in material)) continue
    const source = name === 'bumpMap' && isBumped(written) ? 'displacementMap' : name
    const texture = textures.get(source) ?? null
    if (maps[name] === texture) continue
    maps[name] = texture
    if (name === 'bumpMap') wearSlopes(material, source === 'displacementMap' && texture !== null)
    changed = true
  }
  return changed
}
