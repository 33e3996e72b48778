import { createPortal, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef } from 'react'
import { Matrix4 } from 'three'
import { useScene } from '../../scene/context.ts'
import { ControllerSampler, controllerStateOf } from '../../xr/controllerSample.ts'
import { HeadSampler } from '../../xr/headSample.ts'
import { findInput } from '../../xr/inputSource.ts'
import { holdsOf } from '../../xr/interaction/Holds.ts'
import { originOf } from '../../xr/interaction/Origin.ts'
import { TeleportArc } from '../../xr/interaction/TeleportArc.ts'
import { type Stick, Walker } from '../../xr/interaction/Walker.ts'
import { isLive, type Side } from '../../xr/tracking.ts'
import { useXRFrame } from '../../xr/useXRFrame.ts'
import type { ViewProps } from '../View.ts'

/** A frame that comes late is no reason to go far. Seconds. */
const LONGEST_STEP = 0.1

/** Lets the sticks of the controllers move the person. The origin itself is the XR layer's. */
export default function Locomotion({ props, children }: ViewProps<'Locomotion'>) {
  const { scene } = useScene()
  const origin = originOf(scene)
  const holds = holdsOf(scene)
  const { walker, head, hand, arc } = useMemo(
    () => ({
      walker: new Walker(origin),
      head: new HeadSampler(),
      hand: new ControllerSampler(),
      arc: new TeleportArc(),
    }),
    [origin],
  )
  const lastMs = useRef<number>(null)
  useEffect(() => () => arc.dispose(), [arc])

  const rest = () => {
    walker.rest()
    arc.hide()
    lastMs.current = null
  }
  useXRFrame({
    frame(frame, space) {
      const nowMs = performance.now()
      const { session } = frame
      // In AR the room is where it is; and what is held is not to be carried off.
      const canGo = isLive(session) && isVirtual(session) && holds.isEmpty && head.read(frame, space) !== 'absent'
      if (!canGo) {
        rest()
        return
      }
      const seconds = Math.min(LONGEST_STEP, (nowMs - (lastMs.current ?? nowMs)) / 1000)
      lastMs.current = nowMs
      const hasRay = hand.read(frame, space, findInput(session, 'controller', 'right')) !== 'absent'
      walker.step(
        {
          left: stickOf(session, 'left'),
          right: stickOf(session, 'right'),
          head: head.matrix,
          ray: hasRay ? hand.matrix : null,
          seconds,
        },
        props,
      )
      if (walker.isAiming && hasRay) arc.show(ray.fromArray(hand.matrix).premultiply(origin.matrix), walker.landing)
      else arc.hide()
    },
    interrupted: rest,
  })

  const root = useThree((state) => state.scene)
  return (
    <>
      {createPortal(<primitive object={arc.object} />, root)}
      {children}
    </>
  )
}

function stickOf(session: XRSession, side: Side): Stick {
  const source = findInput(session, 'controller', side)
  return source?.gamepad ? controllerStateOf(source.gamepad).thumbstickValue : null
}

const isVirtual = (session: XRSession): boolean => (session.environmentBlendMode ?? 'opaque') === 'opaque'

const ray = new Matrix4()
