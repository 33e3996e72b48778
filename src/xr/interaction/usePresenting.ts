import { useThree } from '@react-three/fiber'
import { useCallback, useSyncExternalStore } from 'react'

/** Whether a headset has the picture. */
export function usePresenting(): boolean {
  const manager = useThree((state) => state.gl.xr)
  const subscribe = useCallback(
    (listener: () => void) => {
      manager.addEventListener('sessionstart', listener)
      manager.addEventListener('sessionend', listener)
      return () => {
        manager.removeEventListener('sessionstart', listener)
        manager.removeEventListener('sessionend', listener)
      }
    },
    [manager],
  )
  return useSyncExternalStore(subscribe, () => manager.isPresenting)
}
