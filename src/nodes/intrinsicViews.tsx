import { useContext, useEffect, useLayoutEffect, useMemo } from 'react'
import {
  type BufferGeometry,
  Line,
  LineLoop,
  LineSegments,
  type Material,
  Mesh,
  Points,
  Sprite,
  SpriteMaterial,
} from 'three'
import { type GraphNode, readMaterial, type Tag } from '../../protocol/index.ts'
import { useScene } from '../scene/context.ts'
import { Body, BodyContext } from './Body.ts'
import { useGeometry } from './GeometryCache.ts'
import { makeGeometry, type PrimitiveTag } from './geometries.ts'
import { useClick } from './interaction/clicks.ts'
import type { MaterialKind } from './materials.ts'
import { paintColor, paintOpacity } from './paintedSurface.ts'
import { type SurfaceProps, useSurfaceMaterial } from './useSurfaceMaterial.ts'
import type { ViewProps } from './View.ts'

const BODIES = {
  mesh: () => new Mesh(),
  points: () => new Points(),
  line: () => new Line(),
  lineLoop: () => new LineLoop(),
  lineSegments: () => new LineSegments(),
  sprite: () => new Sprite(new SpriteMaterial()),
} as const
export type BodyTag = keyof typeof BODIES

export function BodyView({ node, props, objectRef, children }: ViewProps<BodyTag>) {
  const tag = node.tag as BodyTag
  const body = useMemo(() => new Body(BODIES[tag]() as Mesh<BufferGeometry, Material>), [tag])
  useEffect(() => () => body.dispose(), [body])
  return (
    <primitive
      object={body.object}
      ref={objectRef}
      castShadow={props.castShadow}
      receiveShadow={props.receiveShadow}
      frustumCulled={props.frustumCulled}
      {...useClick(node.key)}
    >
      <BodyContext value={body}>{children}</BodyContext>
    </primitive>
  )
}

const GEOMETRY = 'Geometry'
export type GeometryTag = Extract<Tag, `${string}${typeof GEOMETRY}`>

/** `boxGeometry` to `Box`. */
const primitiveOf = (tag: string): PrimitiveTag =>
  `${tag[0]?.toUpperCase()}${tag.slice(1, -GEOMETRY.length)}` as PrimitiveTag

export function GeometryView({ node, props, children, report }: ViewProps<GeometryTag>) {
  const tag = primitiveOf(node.tag)
  const geometry = useGeometry(`${tag} ${props.args.join()}`, () => makeGeometry(tag, props.args))
  const body = useBody(report, 'mesh, points or line')
  useLayoutEffect(() => body?.wear('geometry', geometry), [body, geometry])
  return children
}

const KINDS = {
  meshBasicMaterial: 'basic',
  meshStandardMaterial: 'standard',
  meshPhysicalMaterial: 'physical',
  meshPhongMaterial: 'phong',
  meshLambertMaterial: 'lambert',
  meshToonMaterial: 'toon',
  meshNormalMaterial: 'normal',
  meshMatcapMaterial: 'matcap',
  meshDepthMaterial: 'depth',
  meshDistanceMaterial: 'distance',
  shadowMaterial: 'shadow',
  pointsMaterial: 'points',
  lineBasicMaterial: 'line',
  lineDashedMaterial: 'lineDashed',
  spriteMaterial: 'sprite',
  BasicMaterial: 'basic',
  LambertMaterial: 'lambert',
  PhongMaterial: 'phong',
  StandardMaterial: 'standard',
  PhysicalMaterial: 'physical',
  Material: 'physical',
  TransmissionMaterial: 'physical',
} as const satisfies Readonly<Record<Extract<Tag, `${string}Material`>, MaterialKind>>
export type MaterialTag = Extract<Tag, `${string}Material`>

/** What Vuer's glass is made of where nothing else is written. */
const GLASS = { roughness: 0, transmission: 1, thickness: 0.5, ior: 1.5, attenuationDistance: 1 }

export function MaterialView({ node, props, children, report }: ViewProps<MaterialTag>) {
  const { scene } = useScene()
  const tag = node.tag as MaterialTag
  const written = surfaceOf(node)
  const surface: SurfaceProps = {
    materialType: KINDS[tag],
    material: written.material,
    color: undefined,
    wireframe: undefined,
    side: undefined,
    dashed: props.dashed,
  }
  const material = useSurfaceMaterial(node.key, surface, report)
  const body = useBody(report, 'mesh, points, line or sprite')
  useLayoutEffect(() => body?.wear('material', material), [body, material])
  useLayoutEffect(() => {
    paintColor(material as Material, undefined, { material: written.material })
    paintOpacity(material, undefined, { material: written.material })
    scene.invalidate()
  })
  useEffect(() => report('properties', written.problem), [report, written.problem])
  return children
}

/** The props of a material node are the properties of its material. */
function surfaceOf(node: GraphNode) {
  const { visible: _visible, hide: _hide, attach: _attach, ...rest } = node.props
  const own = Object.fromEntries(Object.entries(rest).filter(([name, value]) => !name.includes('-') && value !== null))
  return readMaterial(node.tag === 'TransmissionMaterial' ? { ...GLASS, ...own } : own)
}

/** The body that this is a part of; where there is none, that is told. */
function useBody(report: ViewProps['report'], where: string): Body | null {
  const body = useContext(BodyContext)
  useEffect(
    () => report('place', body ? null : `expected inside a ${where}: it is a part of what is drawn`),
    [body, report, where],
  )
  return body
}
