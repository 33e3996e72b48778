import { useMemo } from 'react'
import { HAND_JOINTS } from '../../protocol/index.ts'
import type { ViewProps } from '../nodes/View.ts'
import { useScene } from '../scene/context.ts'
import { thresholdsOf } from './HandGestures.ts'
import { HandsSource } from './HandsSource.ts'
import { originOf } from './interaction/Origin.ts'
import { JointAxes } from './JointAxes.ts'
import type { Side } from './tracking.ts'
import { useDrawings } from './useDrawings.tsx'
import { useEmittedStream } from './useEmittedStream.ts'
import { useFeature } from './useFeature.ts'
import { looksOf, useInputLooks, wantedOf } from './useInputLooks.ts'
import { useXRFrame } from './useXRFrame.ts'

const SIDES: readonly Side[] = ['left', 'right']

/** Reads both hands, sends them as HAND_MOVE, and draws the axes of their joints. */
export function HandsView({ node, props, report }: ViewProps<'Hands'>) {
  const { scene } = useScene()
  const { source, stream } = useEmittedStream('HAND_MOVE', node.key, () => new HandsSource())
  const [axes, elements] = useDrawings(() => ({
    left: new JointAxes(HAND_JOINTS.length),
    right: new JointAxes(HAND_JOINTS.length),
  }))
  const hideLeft = props.hideLeft || !props.showLeft
  const hideRight = props.hideRight || !props.showRight
  const looks = looksOf({ ...props, hideLeft, hideRight })
  const wanted = wantedOf(props)
  const { hysteresis, scale, radii } = props
  const reading = useMemo(() => ({ thresholds: thresholdsOf(hysteresis), scale, radii }), [hysteresis, scale, radii])
  useInputLooks('hand', node.key, looks)
  useFeature('hand-tracking', node.key, report)

  useXRFrame({
    frame(frame, space) {
      source.wanted = wanted
      source.reading = reading
      source.speaksTS32 = 'showLeft' in node.props || 'showRight' in node.props
      // With no hand wanted there is nothing to say, once both have been said to be gone.
      if (props.stream && (wanted.left || wanted.right)) stream.frame(frame, space, props.fps)
      else stream.watch(frame, space)
      const { matrix } = originOf(scene)
      for (const side of SIDES) {
        const hand = source[side]
        const isDrawn = props.showFrame && hand.tracking !== 'absent' && looks[side] === 'shown'
        if (isDrawn) axes[side].show(hand.joints, props.frameScale, matrix)
        else axes[side].hide()
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
