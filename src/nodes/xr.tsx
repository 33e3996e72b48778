import { createPortal, useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { useScene } from '../scene/context.ts'
import { ControllersSource } from '../xr/ControllersSource.ts'
import { type HandLook, handLooksOf } from '../xr/HandLooks.ts'
import { HandsSource } from '../xr/HandsSource.ts'
import { HeadSource } from '../xr/HeadSource.ts'
import { JointAxes } from '../xr/JointAxes.ts'
import type { Side } from '../xr/tracking.ts'
import { isLive } from '../xr/tracking.ts'
import { useEmittedStream } from '../xr/useEmittedStream.ts'
import { useXRFrame } from '../xr/useXRFrame.ts'
import type { View, ViewProps } from './View.ts'

const SIDES: readonly Side[] = ['left', 'right']

/** `off` where a node neither draws nor sends the hand. */
const lookOf = (disabled: boolean, hidden: boolean): HandLook => (disabled ? 'off' : hidden ? 'hidden' : 'shown')

function HandsView({ node, props }: ViewProps<'Hands'>) {
  const { disableLeft, disableRight, hideLeft, hideRight } = props
  const { source, stream } = useEmittedStream('HAND_MOVE', node.key, () => new HandsSource())
  const axes = useMemo(() => ({ left: new JointAxes(), right: new JointAxes() }), [])
  const left = lookOf(disableLeft, hideLeft)
  const right = lookOf(disableRight, hideRight)
  useHandLooks(node.key, left, right)

  useEffect(() => {
    source.disabled = { left: disableLeft, right: disableRight }
  }, [source, disableLeft, disableRight])
  useEffect(
    () => () => {
      axes.left.dispose()
      axes.right.dispose()
    },
    [axes],
  )

  useXRFrame({
    frame(frame, space) {
      // With both hands disabled there is nothing to say, once both have been said to be gone.
      if (props.stream && disableLeft && disableRight) stream.stop()
      else if (props.stream) stream.frame(frame, space, props.fps)
      else if (isLive(frame.session)) source.read(frame, space)
      else source.lose()
      for (const side of SIDES) {
        const { tracking, joints } = source[side]
        const isDrawn = props.showFrame && tracking !== 'absent' && (side === 'left' ? left : right) === 'shown'
        if (isDrawn) axes[side].show(joints, props.frameScale)
        else axes[side].hide()
      }
    },
    interrupted() {
      if (props.stream) stream.stop()
      else source.lose()
      for (const side of SIDES) axes[side].hide()
    },
  })

  // Beside the scene's groups: joints are told in the reference space, wherever in the graph the node is.
  const root = useThree((state) => state.scene)
  return createPortal(
    SIDES.map((side) => <primitive key={side} object={axes[side].object} />),
    root,
  )
}

function useHandLooks(key: string, left: HandLook, right: HandLook): void {
  const { scene } = useScene()
  useEffect(() => handLooksOf(scene).wish(key, { left, right }), [scene, key, left, right])
}

function MotionControllersView({ node, props }: ViewProps<'MotionControllers'>) {
  const { source, stream } = useEmittedStream('CONTROLLER_MOVE', node.key, () => new ControllersSource())
  const { left, right } = props
  useEffect(() => {
    source.wanted = { left, right }
  }, [source, left, right])
  useXRFrame({
    frame(frame, space) {
      if (!props.stream) return
      if (left || right) stream.frame(frame, space, props.fps)
      else stream.stop()
    },
    interrupted() {
      if (props.stream) stream.stop()
    },
  })
  return null
}

function HeadView({ node, props }: ViewProps<'Head'>) {
  const { stream } = useEmittedStream('HEAD_MOVE', node.key, () => new HeadSource())
  useXRFrame({
    frame(frame, space) {
      if (props.stream) stream.frame(frame, space, props.fps)
    },
    interrupted() {
      if (props.stream) stream.stop()
    },
  })
  return null
}

/** The person's hands, controllers and head, told to the script. What is drawn of them is the XR layer's; see src/xr. */
export const hands: View<'Hands'> = { component: HandsView }
export const motionControllers: View<'MotionControllers'> = { component: MotionControllersView }
export const head: View<'Head'> = { component: HeadView }
