import type { ViewProps } from '../nodes/View.ts'
import { useScene } from '../scene/context.ts'
import { ControllersSource } from './ControllersSource.ts'
import { originOf } from './interaction/Origin.ts'
import { JointAxes } from './JointAxes.ts'
import type { Side } from './tracking.ts'
import { useDrawings } from './useDrawings.tsx'
import { useEmittedStream } from './useEmittedStream.ts'
import { looksOf, useInputLooks, wantedOf } from './useInputLooks.ts'
import { usePulse } from './usePulse.ts'
import { useXRFrame } from './useXRFrame.ts'

const SIDES: readonly Side[] = ['left', 'right']

/** Reads both controllers, sends them as CONTROLLER_MOVE, and draws the axes of their grips. */
export function MotionControllersView({ node, props, report }: ViewProps<'MotionControllers'>) {
  const { scene } = useScene()
  const { source, stream } = useEmittedStream('CONTROLLER_MOVE', node.key, () => new ControllersSource())
  const [axes, elements] = useDrawings(() => ({ left: new JointAxes(1), right: new JointAxes(1) }))
  const looks = looksOf(props)
  const wanted = wantedOf(props)
  useInputLooks('controller', node.key, looks)
  usePulse('left', {
    strength: props.pulseLeftStrength,
    durationMs: props.pulseLeftDuration,
    hash: props.pulseLeftHash,
  })
  usePulse('right', {
    strength: props.pulseRightStrength,
    durationMs: props.pulseRightDuration,
    hash: props.pulseRightHash,
  })

  useXRFrame({
    frame(frame, space) {
      source.wanted = wanted
      if (props.stream && (wanted.left || wanted.right)) stream.frame(frame, space, props.fps)
      else stream.watch(frame, space)
      const { matrix } = originOf(scene)
      for (const side of SIDES) {
        const controller = source[side]
        if (props.showFrame && controller.hasGrip && looks[side] === 'shown') {
          axes[side].show(controller.grip, props.frameScale, matrix)
        } else axes[side].hide()
      }
    },
    interrupted() {
      stream.stop()
      for (const side of SIDES) axes[side].hide()
    },
    report: (problem) => report('frame', problem),
  })
  return elements
}
