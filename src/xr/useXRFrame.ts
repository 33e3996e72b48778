import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef } from 'react'
import type { WebXRManager } from 'three'
import { useScene } from '../scene/context.ts'
import { FrameGuard } from './FrameGuard.ts'
import { isLive } from './tracking.ts'
import { numberXRFrame } from './xrFrameNumber.ts'

export interface XRFrameHandler {
  /** Each frame of a session, before it is drawn. `space` is the one that poses are told in: `local-floor`. */
  frame(frame: XRFrame, space: XRReferenceSpace): void
  /** The session ended, or is not in front any more; frames may stop coming. Also when `frame` has thrown. */
  interrupted(): void
  /** Hears that `frame` throws, and with `null` that it does not any more. Without it the page lists it. */
  report?(problem: string | null): void
}

/** Early in the frame, and not positive: R3F stops drawing by itself for components with a positive one. */
const PRIORITY = -10

/**
 * The raw frames of WebXR. Not R3F's camera: in a session that is the left eye, and one frame late. A handler that throws
 * takes nothing else with it, and one that throws in each frame is switched off until the session is over.
 */
export function useXRFrame(handler: XRFrameHandler): void {
  const { scene } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const current = useRef(handler)
  useEffect(() => {
    current.current = handler
  })
  const guard = useMemo(
    () =>
      new FrameGuard((problem) => {
        if (current.current.report) current.current.report(problem)
        else scene.problems.report('', 'XR frame', problem && `A part of the XR session ${problem}`)
      }),
    [scene],
  )
  useFrame((_state, _delta, frame) => {
    // three.js keeps the reference space of a session that ended; a frame is what proves that one is running.
    const space = frame && manager.getReferenceSpace()
    if (!frame || !space || guard.isOff) return
    numberXRFrame(manager, frame)
    try {
      current.current.frame(frame, space)
      guard.passed()
    } catch (error) {
      guard.failed(error)
      // What was told before holds no longer, now that nobody looks.
      interrupt(current.current)
    }
  }, PRIORITY)
  useEffect(
    () =>
      watchInterruptions(manager, () => {
        guard.reset()
        interrupt(current.current)
      }),
    [manager, guard],
  )
}

function interrupt(handler: XRFrameHandler): void {
  try {
    handler.interrupted()
  } catch (error) {
    handler.report?.(`failed at the end of a session: ${error instanceof Error ? error.message : String(error)}`)
  }
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
