import { useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import {
  type DirectionalLight,
  DirectionalLightHelper,
  type HemisphereLight,
  HemisphereLightHelper,
  type Light,
  type Object3D,
  type PointLight,
  PointLightHelper,
  type SpotLight,
  SpotLightHelper,
} from 'three'

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
    return () => {
      helper.current = null
      root.remove(made)
      made.dispose()
    }
  }, [of, kind, size, root])
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
