import type { RenderCallback, RootState } from '@react-three/fiber'
import { FrameGuard } from '../xr/FrameGuard.ts'
import type { ProblemList } from './ProblemList.ts'

/** Callbacks from here on down prepare the frame for all others; they are never switched off. */
const PREPARING = -1000

const guarded = new WeakSet<object>()

/**
 * Makes each callback of `useFrame` on this stage fail for itself, and drawing too: an exception that leaves three.js'
 * loop ends it, and freezes what the person in a headset sees. Call it while rendering, before anybody subscribes.
 */
export function guardFrames({ internal, gl }: Pick<RootState, 'internal' | 'gl'>, problems: ProblemList): void {
  if (guarded.has(internal)) return
  guarded.add(internal)

  let callbacks = 0
  const subscribe = internal.subscribe
  internal.subscribe = (ref, priority, store) => {
    callbacks += 1
    const about = `frame ${callbacks}`
    const report = (problem: string | null) => problems.report('', about, problem && `A part of the scene ${problem}`)
    const guard = new FrameGuard(report)
    const callback: RenderCallback = (state, delta, frame) => {
      if (guard.isOff) return
      try {
        ref.current(state, delta, frame)
        guard.passed()
      } catch (error) {
        guard.failed(error, { canSwitchOff: priority > PREPARING })
      }
    }
    const end = subscribe({ current: callback }, priority, store)
    return () => {
      end()
      report(null)
    }
  }

  const setAnimationLoop = gl.xr.setAnimationLoop?.bind(gl.xr)
  if (!setAnimationLoop) return
  const guard = new FrameGuard((problem) => problems.report('', 'drawing', problem && `Drawing ${problem}`))
  gl.xr.setAnimationLoop = (loop) => {
    if (!loop) return setAnimationLoop(null)
    return setAnimationLoop((time, frame) => {
      try {
        loop(time, frame)
        guard.passed()
      } catch (error) {
        guard.failed(error, { canSwitchOff: false })
      }
    })
  }
}
