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
import { WristGlance } from './WristGlance.ts'
import { isButtonDown, readHead, readIndexTip, readWrist } from './wearer.ts'

/** While nothing is shown, the wrist is looked at so often. */
const LOOKS_EVERY_MS = 80
/** More is not seen at the angle from which a panel is read. */
const MAX_ANISOTROPY = 8

/** What the page says and offers, for the person in the headset. It is hidden until they look for it. */
export function Panel() {
  const page = use(PageContext)
  const { scene } = useScene()
  if (!page) return null
  const report = (error: Error | null) =>
    scene.problems.report('', 'panel', error && `The panel in the headset cannot be drawn: ${error.message}`)
  return (
    <ViewBoundary version={0} fallback={() => null} onOutcome={report}>
      <PanelOf page={page} />
    </ViewBoundary>
  )
}

function PanelOf({ page }: { page: PageServices }) {
  const { gui, status } = page
  const { scene } = useScene()
  const root = useThree((state) => state.scene)
  const anisotropy = useThree((state) => Math.min(MAX_ANISOTROPY, state.gl.capabilities.getMaxAnisotropy()))
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

  useXRFrame({
    frame(frame, space) {
      const { summons, glance } = watch.current
      if (!isLive(frame.session)) {
        summons.hide()
        glance.reset()
        setShown(null)
        return
      }
      const seen = look(frame, space, performance.now())
      const hasNews = status.notices.all().length > 0
      const next = summons.place !== 'hidden' ? summons.place : hasNews ? 'toast' : null
      if (next !== shown) setShown(next)
      if (!view) return
      view.root.matrix.copy(originOf(scene).matrix)
      view.frame(seen)
    },
    interrupted() {
      watch.current.summons.hide()
      watch.current.glance.reset()
      setShown(null)
    },
  })

  if (!view) return null
  return createPortal(
    <primitive object={view.root}>
      {shown !== 'toast' && <RayTarget view={view} ownSide={shown === 'wrist' ? gui.summon.hand : 'none'} />}
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
