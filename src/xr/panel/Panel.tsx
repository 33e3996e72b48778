import { createPortal, type ThreeEvent, useThree } from '@react-three/fiber'
import { use, useEffect, useMemo, useRef, useState } from 'react'
import type { Vector3 } from 'three'
import { useScene } from '../../scene/context.ts'
import { ViewBoundary } from '../../scene/ViewBoundary.tsx'
import { PageContext, type PageServices } from '../../ui/gui/PageContext.ts'
import { originOf } from '../interaction/Origin.ts'
import { isLive, type Side } from '../tracking.ts'
import { useXRFrame } from '../useXRFrame.ts'
import type { PanelPointer } from './PanelPointers.ts'
import { type PanelFrame, PanelView, type Shown } from './PanelView.ts'
import { Summons } from './Summons.ts'
import { Toast } from './Toast.tsx'
import { useAnisotropy } from './useAnisotropy.ts'
import { type Point, WristGlance } from './WristGlance.ts'
import { isButtonDown, readHead, readIndexTip, readWrist } from './wearer.ts'

/** While nothing is shown, the wrist is looked at so often. */
const LOOKS_EVERY_MS = 80

/** Where the panel is, for whoever must not say the same beside it. */
interface Sight {
  middle: Point | null
}

/**
 * What the page says and offers, for the person in the headset: the panel, which is hidden until they look for it, and what
 * they are told without asking, while they do not see the panel.
 */
export function Panel() {
  const page = use(PageContext)
  const { scene } = useScene()
  const sight = useMemo<Sight>(() => ({ middle: null }), [])
  if (!page) return null
  const reporting = (what: string) => (error: Error | null) =>
    scene.problems.report('', what, error && `The ${what} in the headset cannot be drawn: ${error.message}`)
  return (
    <>
      <ViewBoundary version={0} fallback={() => null} onOutcome={reporting('panel')}>
        <PanelOf page={page} sight={sight} />
      </ViewBoundary>
      <ViewBoundary version={0} fallback={() => null} onOutcome={reporting('message')}>
        <Toast status={page.status} panelMiddle={() => sight.middle} />
      </ViewBoundary>
    </>
  )
}

function PanelOf({ page, sight }: { page: PageServices; sight: Sight }) {
  const { gui } = page
  const { scene } = useScene()
  const root = useThree((state) => state.scene)
  const anisotropy = useAnisotropy()
  const [shown, setShown] = useState<Shown | null>(null)
  const watch = useRef({ summons: new Summons(), glance: new WristGlance(), lookedAtMs: Number.NEGATIVE_INFINITY })
  const view = useMemo(() => shown && new PanelView(page, shown, { anisotropy }), [page, shown, anisotropy])
  useEffect(() => () => view?.dispose(), [view])

  const look = (frame: XRFrame, space: XRReferenceSpace, timeMs: number): PanelFrame => {
    const { hand, button } = gui.summon
    const { summons, glance } = watch.current
    const isDue = view !== null || timeMs - watch.current.lookedAtMs >= LOOKS_EVERY_MS
    const head = isDue ? readHead(frame, space) : null
    const wrist = isDue && hand !== 'none' ? readWrist(frame, space, hand) : null
    if (isDue) {
      watch.current.lookedAtMs = timeMs
      glance.frame(head, wrist, summons.place === 'wrist' && view ? view.middle : null, timeMs)
    }
    summons.frame({ isGlancing: glance.isLooking, isPressed: isButtonDown(frame.session, hand, button) })
    const touching = (side: Side) =>
      view && (summons.place !== 'wrist' || side !== hand) ? readIndexTip(frame, space, side) : null
    const tips = { left: touching('left'), right: touching('right') }
    return {
      head,
      wrist: wrist && hand !== 'none' ? { ...wrist, side: hand } : null,
      tips,
      now: Date.now(),
      timeMs,
      displayRate: frame.session.frameRate,
    }
  }

  const hide = () => {
    watch.current.summons.hide()
    watch.current.glance.reset()
    sight.middle = null
    setShown(null)
  }

  useXRFrame({
    frame(frame, space) {
      const { summons } = watch.current
      if (!isLive(frame.session)) {
        hide()
        return
      }
      const seen = look(frame, space, performance.now())
      const next = summons.place === 'hidden' ? null : summons.place
      if (next !== shown) setShown(next)
      sight.middle = next && view ? view.middle : null
      if (!view) return
      view.root.matrix.copy(originOf(scene).matrix)
      view.frame(seen)
    },
    interrupted: hide,
  })

  if (!view) return null
  return createPortal(
    <primitive object={view.root}>
      <RayTarget view={view} ownSide={shown === 'wrist' ? gui.summon.hand : 'none'} />
    </primitive>,
    root,
  )
}

/** What a pointer of @pmndrs/pointer-events says beyond what R3F knows of. */
interface PointerDetails {
  pointerState?: { inputSource?: XRInputSource }
  pointOnFace?: Vector3
}
interface Capturing {
  setPointerCapture(id: number): void
}

/** Rays press here. Fingers do not: near the panel their tips are read, and not what the library makes of them. */
function RayTarget({ view, ownSide }: { view: PanelView; ownSide: Side | 'none' }) {
  const handle = (change: Parameters<PanelView['ray']>[0]) => (event: ThreeEvent<PointerEvent>) => {
    event.stopPropagation()
    const { pointerState, pointOnFace } = event as PointerDetails
    const source = pointerState?.inputSource
    if (source && source.handedness === ownSide) return
    const pointer: PanelPointer = { id: `ray ${event.pointerId}`, source }
    if (change === 'down') (event.target as unknown as Capturing).setPointerCapture(event.pointerId)
    view.ray(change, pointer, pointOnFace ?? event.point)
  }
  return (
    <primitive
      object={view.hit}
      pointerEventsType={{ allow: 'ray' }}
      onPointerMove={handle('move')}
      onPointerDown={handle('down')}
      onPointerUp={handle('up')}
      onPointerLeave={handle('leave')}
      onPointerCancel={handle('cancel')}
    />
  )
}
