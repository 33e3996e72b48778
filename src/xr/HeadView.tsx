import type { ViewProps } from '../nodes/View.ts'
import { useScene } from '../scene/context.ts'
import { HeadSource } from './HeadSource.ts'
import { originOf } from './interaction/Origin.ts'
import { JointAxes } from './JointAxes.ts'
import { useDrawings } from './useDrawings.tsx'
import { useEmittedStream } from './useEmittedStream.ts'
import { useXRFrame } from './useXRFrame.ts'

/** Reads the head, sends it as HEAD_MOVE, and draws its axes. */
export function HeadView({ node, props, report }: ViewProps<'Head'>) {
  const { scene } = useScene()
  const { source, stream } = useEmittedStream('HEAD_MOVE', node.key, () => new HeadSource())
  const [{ axes }, elements] = useDrawings(() => ({ axes: new JointAxes(1) }))
  useXRFrame({
    frame(frame, space) {
      if (props.stream) stream.frame(frame, space, props.fps)
      else stream.watch(frame, space)
      const { matrix, tracking } = source.head
      if (props.show && tracking !== 'absent') axes.show(matrix, props.frameScale, originOf(scene).matrix)
      else axes.hide()
    },
    interrupted() {
      stream.stop()
      axes.hide()
    },
    report: (problem) => report('frame', problem),
  })
  return elements
}
