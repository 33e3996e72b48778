import { useThree } from '@react-three/fiber'
import { useEffect, useMemo, useState } from 'react'
import type { ViewProps } from '../../nodes/View.ts'
import { useScene } from '../../scene/context.ts'
import { useFeature } from '../useFeature.ts'
import { RoomLight } from './RoomLight.ts'

/** The room's own light while there is an estimate of it, and the node's children while there is none. */
export function LightEstimationView({ node, props, objectRef, report, children }: ViewProps<'LightEstimation'>) {
  const { look, scene } = useScene()
  const renderer = useThree((state) => state.gl)
  const feature = useFeature('light-estimation', node.key, report)
  const { reflections } = props
  const light = useMemo(() => new RoomLight({ renderer, reflections }), [renderer, reflections])
  const [isEstimated, setEstimated] = useState(false)

  useEffect(() => {
    const { xr } = renderer
    light.onFailure = (detail) => feature.fail(detail)
    light.onChange = setEstimated
    const onStart = () => {
      const session = xr.getSession()
      // The feature's own watch has said why, where it was not granted.
      if (session && !feature.missing) void light.start(session)
    }
    const onEnd = () => light.stop()
    xr.addEventListener('sessionstart', onStart)
    xr.addEventListener('sessionend', onEnd)
    if (xr.isPresenting) onStart()
    return () => {
      xr.removeEventListener('sessionstart', onStart)
      xr.removeEventListener('sessionend', onEnd)
      light.dispose()
    }
  }, [renderer, light, feature])

  useEffect(() => (isEstimated ? scene.lightUp() : undefined), [isEstimated, scene])
  useEffect(() => {
    const { environment } = light
    if (!isEstimated || !environment) return
    return look.surroundings.hold({ texture: environment, intensity: 1, rotation: [0, 0, 0] })
  }, [isEstimated, light, look])

  return (
    <group ref={objectRef}>
      <primitive object={light.object} />
      <group visible={!isEstimated}>{children}</group>
    </group>
  )
}
