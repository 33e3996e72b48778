import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useRef } from 'react'
import type { WebXRManager } from 'three'
import { isLive } from './tracking.ts'

export interface XRFrameHandler {
  /** Each frame of a session, before it is drawn. `space` is the one that poses are told in: `local-floor`. */
  frame(frame: XRFrame, space: XRReferenceSpace): void
  /** The session ended, or is not in front any more; frames may stop coming. */
  interrupted(): void
}

/** Early in the frame, and not positive: R3F stops drawing by itself for components with a positive one. */
const PRIORITY = -10

/** The raw frames of WebXR. Not R3F's camera: in a session that is the left eye, and one frame late. */
export function useXRFrame(handler: XRFrameHandler): void {
  const manager = useThree((state) => state.gl.xr)
  const current = useRef(handler)
  useEffect(() => {
    current.current = handler
  })
  useFrame((_state, _delta, frame) => {
    // three.js keeps the reference space of a session that ended; a frame is what proves that one is running.
    const space = frame && manager.getReferenceSpace()
    if (frame && space) current.current.frame(frame, space)
  }, PRIORITY)
  useEffect(() => watchInterruptions(manager, () => current.current.interrupted()), [manager])
}

/** Calls back when a session ends, and when a running one is hidden or covered by a system menu. */
export function watchInterruptions(manager: WebXRManager, interrupted: () => void): () => void {
  let watched: XRSession | null = null
  const onVisibility = () => {
    if (watched && !isLive(watched)) interrupted()
  }
  const watch = (session: XRSession | null) => {
    watched?.removeEventListener('visibilitychange', onVisibility)
    watched = session
    watched?.addEventListener('visibilitychange', onVisibility)
  }
  const onStart = () => watch(manager.getSession())
  const onEnd = () => {
    watch(null)
    interrupted()
  }
  manager.addEventListener('sessionstart', onStart)
  manager.addEventListener('sessionend', onEnd)
  watch(manager.getSession())
  return () => {
    manager.removeEventListener('sessionstart', onStart)
    manager.removeEventListener('sessionend', onEnd)
    watch(null)
  }
}
