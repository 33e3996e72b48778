import { lazy, Suspense } from 'react'
import { useXRSession } from './useXRSession.ts'
import type { XREntry } from './XREntry.ts'

const XRLayer = lazy(() => import('./XRLayer.tsx'))

/**
 * The place of XR inside the canvas, beside the scene: empty until there is a headset to enter. `connection` is what is
 * wrong with the connection, in words, or `null`.
 */
export function XRSlot({ entry, connection = null }: { entry: XREntry; connection?: string | null }) {
  const { sessions } = useXRSession(entry)
  if (!sessions) return null
  return (
    <Suspense>
      <XRLayer sessions={sessions} connection={connection} />
    </Suspense>
  )
}
