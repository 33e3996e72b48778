import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { DirectionalLight, Object3D, SpotLight } from 'three'

/** The ref of an object at which the light shines: beside the light, it is the origin of their parent. */
export function useTargetOf(light: RefObject<DirectionalLight | SpotLight | null>) {
  const target = useRef<Object3D>(null)
  useLayoutEffect(() => {
    if (light.current && target.current) light.current.target = target.current
  })
  return target
}
