import { useThree } from '@react-three/fiber'
import { useSyncExternalStore } from 'react'
import type { WebXRManager } from 'three'

/** Calls back when a session begins or ends, until the returned function is called. */
export function onSessionChange(xr: WebXRManager, changed: () => void): () => void {
  xr.addEventListener('sessionstart', changed)
  xr.addEventListener('sessionend', changed)
  return () => {
    xr.removeEventListener('sessionstart', changed)
    xr.removeEventListener('sessionend', changed)
  }
}

/** Whether a session runs in which the room shows through. A browser that does not say covers everything. */
export const isRoomShown = (xr: WebXRManager): boolean =>
  xr.isPresenting && (xr.getSession()?.environmentBlendMode ?? 'opaque') !== 'opaque'

export function useRoomShown(): boolean {
  const xr = useThree((state) => state.gl.xr)
  return useSyncExternalStore(
    (changed) => onSessionChange(xr, changed),
    () => isRoomShown(xr),
  )
}
