import { createPortal, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useState } from 'react'
import { Vector3 } from 'three'
import { useScene } from '../../scene/context.ts'
import type { PageStatus } from '../../ui/gui/PageStatus.ts'
import { originOf } from '../interaction/Origin.ts'
import { Latch } from '../Latch.ts'
import { RateLimiter } from '../rate.ts'
import { isLive } from '../tracking.ts'
import { useXRFrame } from '../useXRFrame.ts'
import { News } from './News.ts'
import type { Row } from './panelRows.ts'
import { ToastView } from './ToastView.ts'
import { useAnisotropy } from './useAnisotropy.ts'
import type { Head, Point } from './WristGlance.ts'
import { readHead } from './wearer.ts'

const LOOKS_PER_SECOND = 10
/** So far from the line of sight, in radians, a panel is still read; and from there on it is not. */
const IN_VIEW = [0.45, 0.55] as const

/**
 * What is wrong, and what the script says, in view of a person who sees neither the page nor the panel: the panel says it
 * all by itself. Nothing is there while there is nothing to say.
 */
export function Toast({ status, panelMiddle }: { status: PageStatus; panelMiddle: () => Point | null }) {
  const { scene } = useScene()
  const root = useThree((state) => state.scene)
  const anisotropy = useAnisotropy()
  const [isShown, setShown] = useState(false)
  const news = useMemo(() => new News(status), [status])
  const watch = useMemo(
    () => ({ rate: new RateLimiter(), panel: new Latch(), rows: [] as readonly Row[], isNew: true }),
    [],
  )
  const view = useMemo(() => (isShown ? new ToastView({ anisotropy }) : null), [isShown, anisotropy])
  useEffect(() => () => view?.dispose(), [view])

  const hide = () => {
    watch.isNew = true
    watch.rate.reset()
    watch.panel.reset()
    setShown(false)
  }

  useXRFrame({
    frame(frame, space) {
      if (!isLive(frame.session)) {
        hide()
        return
      }
      if (watch.isNew) news.begin()
      watch.isNew = false
      const timeMs = performance.now()
      if (watch.rate.take(timeMs, LOOKS_PER_SECOND)) watch.rows = news.rows(timeMs)
      // The head is asked for only while there is something to read.
      const head = watch.rows.length > 0 ? readHead(frame, space) : null
      const middle = panelMiddle()
      const isSaid = head && middle ? watch.panel.update(angleTo(middle, head), ...IN_VIEW) : false
      const isNeeded = watch.rows.length > 0 && !isSaid
      if (isNeeded !== isShown) setShown(isNeeded)
      if (!view || !isNeeded) return
      view.root.matrix.copy(originOf(scene).matrix)
      view.frame(watch.rows, head, timeMs)
    },
    interrupted: hide,
  })

  return view && createPortal(<primitive object={view.root} />, root)
}

/** Between where the head looks and a place, in radians. */
const angleTo = (place: Point, { position, forward }: Head): number =>
  toPlace.fromArray(place).sub(from.fromArray(position)).angleTo(along.fromArray(forward))

const toPlace = new Vector3()
const from = new Vector3()
const along = new Vector3()
