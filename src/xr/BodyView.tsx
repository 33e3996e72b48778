import { BODY_JOINTS } from '../../protocol/index.ts'
import type { ViewProps } from '../nodes/View.ts'
import { useScene } from '../scene/context.ts'
import { BodyBones } from './BodyBones.ts'
import { BodySource } from './BodySource.ts'
import { originOf } from './interaction/Origin.ts'
import { JointAxes } from './JointAxes.ts'
import { useDrawings } from './useDrawings.tsx'
import { useEmittedStream } from './useEmittedStream.ts'
import { useFeature } from './useFeature.ts'
import { useXRFrame } from './useXRFrame.ts'

/** Reads the body, sends it as BODY_MOVE, and draws its lines and the axes of its joints. */
export function BodyView({ node, props, report }: ViewProps<'Body'>) {
  const { scene } = useScene()
  const { source, stream } = useEmittedStream('BODY_MOVE', node.key, () => new BodySource())
  const [{ axes, bones }, elements] = useDrawings(() => ({
    axes: new JointAxes(BODY_JOINTS.length),
    bones: new BodyBones(),
  }))
  const feature = useFeature('body-tracking', node.key, report)
  useXRFrame({
    frame(frame, space) {
      // A browser without it says nothing, also not that it refused.
      if (!('body' in frame)) feature.refused()
      source.wanted.leftHand = props.leftHand
      source.wanted.rightHand = props.rightHand
      if (props.stream) stream.frame(frame, space, props.fps)
      else stream.watch(frame, space)
      const { matrices, tracking } = source.body
      const { matrix } = originOf(scene)
      if (props.showFrame && tracking !== 'absent') axes.show(matrices, props.frameScale, matrix)
      else axes.hide()
      if (props.showBody && tracking !== 'absent') bones.show(matrices, matrix)
      else bones.hide()
    },
    interrupted() {
      stream.stop()
      axes.hide()
      bones.hide()
    },
    report: (problem) => report('frame', problem),
  })
  return elements
}
