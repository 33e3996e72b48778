import { createPortal, useThree } from '@react-three/fiber'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import type { Group } from 'three'
import { useScene } from '../../scene/context.ts'
import { originOf } from '../interaction/Origin.ts'

/** What is inside stands in the headset's reference space, beside the scene's groups, wherever in the graph the node is. */
export function InReferenceSpace({ children }: { children: ReactNode }) {
  const { scene } = useScene()
  const root = useThree((state) => state.scene)
  const group = useRef<Group>(null)
  useLayoutEffect(() => {
    const origin = originOf(scene)
    const place = () => {
      if (group.current) origin.place(group.current)
    }
    place()
    return origin.subscribe(place)
  }, [scene])
  return createPortal(<group ref={group}>{children}</group>, root)
}
