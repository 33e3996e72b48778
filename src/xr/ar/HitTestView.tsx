import { useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef } from 'react'
import { Color, type Group, Matrix4 } from 'three'
import { setColor } from '../../nodes/colors.ts'
import type { ViewProps } from '../../nodes/View.ts'
import { isLive } from '../tracking.ts'
import { useEmittedStream } from '../useEmittedStream.ts'
import { useFeature } from '../useFeature.ts'
import { useXRFrame } from '../useXRFrame.ts'
import { HitRay } from './HitRay.ts'
import { InReferenceSpace } from './InReferenceSpace.tsx'
import { Reticle } from './Reticle.ts'

/** The ring and the node's children, where the ray meets the room. */
export function HitTestView({ node, props, objectRef, report, children }: ViewProps<'HitTest'>) {
  const manager = useThree((state) => state.gl.xr)
  const feature = useFeature('hit-test', node.key, report)
  const { source: ray, stream } = useEmittedStream('HIT_TEST', node.key, () => new HitRay())
  const reticle = useMemo(() => new Reticle(), [])
  const place = useRef<Group>(null)
  const { source, color, reticleSize } = props

  useEffect(() => {
    ray.onFailure = (detail) => feature.fail(detail)
    ray.onWorking = () => feature.works()
  }, [ray, feature])
  useEffect(() => {
    ray.from = source
  }, [ray, source])
  useEffect(() => {
    const parsed = new Color()
    setColor(parsed, color, '#ffffff')
    reticle.look(parsed, reticleSize)
  }, [reticle, color, reticleSize])
  useEffect(() => () => ray.stop(), [ray])
  useEffect(() => () => reticle.dispose(), [reticle])

  const draw = () => {
    if (!place.current) return
    place.current.visible = ray.tracking !== 'absent'
    const { position, quaternion, scale } = place.current
    if (ray.tracking !== 'absent') referenceFromHit.fromArray(ray.matrix).decompose(position, quaternion, scale)
  }
  useXRFrame({
    report: (problem) => report('frame', problem),
    frame(frame, space) {
      if (!feature.isUsable) return
      if (props.stream) stream.frame(frame, space, props.fps)
      else if (isLive(frame.session)) ray.read(frame, space)
      else ray.lose()
      draw()
    },
    interrupted() {
      if (props.stream) stream.stop()
      if (!manager.isPresenting) ray.stop()
      ray.lose()
      draw()
    },
  })

  return (
    <InReferenceSpace>
      <group ref={place} visible={false}>
        <group ref={objectRef}>
          {props.showReticle && <primitive object={reticle.object} />}
          {children}
        </group>
      </group>
    </InReferenceSpace>
  )
}

const referenceFromHit = new Matrix4()
