import { Suspense } from 'react'
import { lazyPart } from '../page/lazyPart.tsx'
import { useXRSession } from './useXRSession.ts'
import type { XREntry } from './XREntry.ts'

const XRLayer = lazyPart(() => import('./XRLayer.tsx'))

/** The place of XR inside the canvas, beside the scene: empty until there is a headset to enter. */
export function XRSlot({ entry }: { entry: XREntry }) {
  const { sessions } = useXRSession(entry)
  if (!sessions) return null
  return (
    <Suspense>
      <XRLayer sessions={sessions} />
    </Suspense>
  )
}
