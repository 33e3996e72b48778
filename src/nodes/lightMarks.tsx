import { useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import {
  BufferGeometry,
  type DirectionalLight,
  DirectionalLightHelper,
  Float32BufferAttribute,
  type HemisphereLight,
  HemisphereLightHelper,
  type Light,
  MeshBasicMaterial,
  type Object3D,
  type PointLight,
  PointLightHelper,
  SphereGeometry,
  type SpotLight,
  SpotLightHelper,
} from 'three'
import { useScene } from '../scene/context.ts'
import { useGeometry } from './GeometryCache.ts'

const HELPERS = {
  directional: (light: Light) => new DirectionalLightHelper(light as DirectionalLight, 0.5),
  point: (light: Light, size: number) => new PointLightHelper(light as PointLight, size),
  spot: (light: Light) => new SpotLightHelper(light as SpotLight),
  hemisphere: (light: Light) => new HemisphereLightHelper(light as HemisphereLight, 0.5),
}

interface LightHelperProps {
  of: RefObject<Light | null>
  kind: keyof typeof HELPERS
  /** Metres. */
  size?: number
}

/**
 * Lines that show a light. three.js’ helpers stand in the world and copy the light’s place there; they do not know
 * whether the light can be seen.
 */
export function LightHelper({ of, kind, size = 0.1 }: LightHelperProps) {
  const { scene } = useScene()
  const root = useThree((state) => state.scene)
  const helper = useRef<ReturnType<(typeof HELPERS)[typeof kind]>>(null)
  useLayoutEffect(() => {
    const light = of.current
    if (!light) return
    const made = HELPERS[kind](light, size)
    made.traverse((part) => {
      part.raycast = () => undefined
    })
    root.add(made)
    helper.current = made
    // It may have come long after the light.
    scene.invalidate()
    return () => {
      helper.current = null
      root.remove(made)
      made.dispose()
      scene.invalidate()
    }
  }, [of, kind, size, root, scene])
  useFrame(() => {
    if (!helper.current || !of.current) return
    helper.current.visible = isShown(of.current)
    helper.current.update()
  })
  return null
}

function isShown(object: Object3D): boolean {
  for (let at: Object3D | null = object; at; at = at.parent) if (!at.visible) return false
  return true
}

/** A ball of the light’s own colour. */
export function Bulb({ of, radius }: { of: RefObject<PointLight | null>; radius: number }) {
  const geometry = useGeometry('bulb', () => new SphereGeometry(1, 24, 16))
  const material = useMemo(() => new MeshBasicMaterial({ toneMapped: false }), [])
  useEffect(() => () => material.dispose(), [material])
  const takeColor = () => {
    if (of.current) material.color.copy(of.current.color)
  }
  return <mesh geometry={geometry} material={material} scale={radius} onBeforeRender={takeColor} raycast={() => null} />
}

/** The rectangle, and a line to where it shines. */
export function AreaOutline({ width, height }: { width: number; height: number }) {
  const lines = useMemo(() => {
    const [x, y] = [width / 2, height / 2]
    const corners = [-x, -y, 0, x, -y, 0, x, -y, 0, x, y, 0, x, y, 0, -x, y, 0, -x, y, 0, -x, -y, 0]
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new Float32BufferAttribute([...corners, 0, 0, 0, 0, 0, -(x + y) / 2], 3))
    return geometry
  }, [width, height])
  useEffect(() => () => lines.dispose(), [lines])
  return (
    <lineSegments geometry={lines} raycast={() => null}>
      <lineBasicMaterial toneMapped={false} />
    </lineSegments>
  )
}
