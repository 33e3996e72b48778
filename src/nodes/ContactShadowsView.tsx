import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useScene } from '../scene/context.ts'
import { ContactShadow } from './ContactShadow.ts'
import { setColor } from './colors.ts'
import type { ViewProps } from './View.ts'

/** After everything has moved, before the picture is drawn. */
const LAST = -1

export default function ContactShadowsView({ props, objectRef, children }: ViewProps<'ContactShadows'>) {
  const { scene } = useScene()
  const gl = useThree((state) => state.gl)
  const root = useThree((state) => state.scene)
  const { resolution, frames } = props
  const shadow = useMemo(() => new ContactShadow(resolution), [resolution])
  useEffect(() => () => shadow.dispose(), [shadow])
  const left = useRef(0)
  const anew = useMemo(
    () => () => {
      left.current = frames === 0 ? Number.POSITIVE_INFINITY : frames
    },
    [frames],
  )
  useEffect(() => {
    anew()
    const ends = [scene.subscribeOperations(anew), scene.loading.subscribe(anew)]
    return () => {
      for (const end of ends) end()
    }
  }, [scene, anew])
  useLayoutEffect(() => {
    const { material } = shadow.floor
    material.opacity = props.opacity
    material.depthWrite = props.depthWrite
    setColor(material.color, props.color, '#000000')
    anew()
    scene.invalidate()
  })
  useFrame(() => {
    if (left.current <= 0) return
    left.current -= 1
    const [x = 1, y = 1] = typeof props.scale === 'number' ? [props.scale, props.scale] : (props.scale ?? [10, 10])
    const { near, far, blur, smooth } = props
    shadow.draw(gl, root, { width: props.width * x, depth: props.height * y, near, far, blur, smooth })
  }, LAST)
  return (
    <group ref={objectRef}>
      <primitive object={shadow.floor} />
      <primitive object={shadow.camera} />
      {children}
    </group>
  )
}
