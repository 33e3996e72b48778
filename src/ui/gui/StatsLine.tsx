import { useEffect, useState } from 'react'
import { linkText } from './link.ts'
import type { PageStatus } from './PageStatus.ts'

const INTERVAL_MS = 500

/** One line of figures: connection, round trip, frames and poses, twice a second. */
export function StatsLine({ status }: { status: PageStatus }) {
  const [text, setText] = useState(() => statsText(status))
  useEffect(() => {
    const timer = setInterval(() => setText(statsText(status)), INTERVAL_MS)
    return () => clearInterval(timer)
  }, [status])
  return (
    <div className="status stats" role="status" aria-live="off" aria-label="Figures">
      {text}
    </div>
  )
}

/** A page that rests draws no frames: only what changes is drawn. */
export function statsText(status: PageStatus, now = Date.now(), timeMs = performance.now()): string {
  const frames = status.frames.perSecond(timeMs)
  return [
    linkText(status.link.get(), now),
    `round trip ${status.delayText(now)}`,
    frames > 0 ? `${frames} frames/s` : 'at rest',
    `poses ${status.poseText(timeMs)}`,
  ].join(' · ')
}
