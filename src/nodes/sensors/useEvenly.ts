import { useFrame } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { useScene } from '../../scene/context.ts'
import { RateLimiter } from '../../xr/rate.ts'

/** After everything of the frame has been moved, before those who read what is drawn here. */
const BEFORE_SIGHT = -1.5

/**
 * Draws with the frames of the page, `fps` times a second at most. A frame that is left out is made up for, so that what
 * is drawn last is how the scene is.
 */
export function useEvenly(fps: number, draw: () => void): void {
  const { scene } = useScene()
  const state = useMemo(
    () => ({ rate: new RateLimiter(), timer: undefined as ReturnType<typeof setTimeout> | undefined }),
    [],
  )
  useFrame(() => {
    if (state.rate.take(performance.now(), fps)) {
      draw()
      return
    }
    state.timer ??= setTimeout(() => {
      state.timer = undefined
      scene.invalidate()
    }, 1000 / fps)
  }, BEFORE_SIGHT)
  useEffect(() => () => clearTimeout(state.timer), [state])
}
