import { useFrame } from '@react-three/fiber'
import { type RefObject, useEffect, useMemo } from 'react'
import type { Object3D } from 'three'
import { useScene } from '../../scene/context.ts'
import { FEEDBACK_LAYER, Glow } from './Glow.ts'

/** Lets the eyes see the feedback layer: each frame, because cameras change and three.js copies their layers. */
export function useFeedbackLayer(): void {
  useFrame(({ camera, gl }) => {
    camera.layers.enable(FEEDBACK_LAYER)
    if (gl.xr.isPresenting) gl.xr.getCamera().layers.enable(FEEDBACK_LAYER)
  })
}

/** Lights an object up while somebody points at it or holds it. */
export function useGlow(object: RefObject<Object3D | null>, how: 'hovered' | 'held' | null): void {
  const { scene } = useScene()
  const glow = useMemo(() => new Glow(), [])
  useEffect(() => () => glow.dispose(), [glow])
  useEffect(() => {
    if (how && object.current) glow.show(object.current, how)
    else glow.hide()
    scene.invalidate()
  }, [glow, object, how, scene])
}
