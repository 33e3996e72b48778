import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'

/** Does something for as long as a session runs; what `follow` returns is called at its end. */
export function useSessions(follow: (session: XRSession) => () => void): void {
  const manager = useThree((state) => state.gl.xr)
  useEffect(() => {
    let stop: (() => void) | undefined
    const onEnd = () => {
      stop?.()
      stop = undefined
    }
    const onStart = () => {
      onEnd()
      const session = manager.getSession()
      if (session) stop = follow(session)
    }
    manager.addEventListener('sessionstart', onStart)
    manager.addEventListener('sessionend', onEnd)
    onStart()
    return () => {
      manager.removeEventListener('sessionstart', onStart)
      manager.removeEventListener('sessionend', onEnd)
      onEnd()
    }
  }, [manager, follow])
}
