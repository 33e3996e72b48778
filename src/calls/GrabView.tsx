import { flushSync, useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useReducer } from 'react'
import { useScene } from '../scene/context.ts'
import type { GrabRender } from './GrabRender.ts'

/** A page that is hidden draws no frames; then a picture waits only so long, in milliseconds. */
const HIDDEN_MS = 200
/** A page that is seen draws every frame, if late; where none comes, the browser hides the page without saying so. */
const SEEN_MS = 1000

/** Lends the stage to {@link GrabRender}. Stands inside the canvas and draws nothing. */
export function GrabView({ grabRender }: { grabRender: GrabRender }) {
  const gl = useThree((state) => state.gl)
  const scene = useThree((state) => state.scene)
  const invalidate = useThree((state) => state.invalidate)
  const get = useThree((state) => state.get)
  const frames = useMemo(() => new FrameWaiters(), [])
  const { mounting } = useScene()
  const [, renderAgain] = useReducer((count: number) => count + 1, 0)
  const size = useMemo(() => ({ width: 1, height: 1 }), [])

  useFrame(({ gl: renderer, size: canvas }) => {
    frames.release()
    if (renderer.xr.isPresenting) return
    size.width = canvas.width * renderer.getPixelRatio()
    size.height = canvas.height * renderer.getPixelRatio()
  })

  useEffect(() => {
    const { size: canvas } = get()
    size.width = canvas.width * gl.getPixelRatio()
    size.height = canvas.height * gl.getPixelRatio()
    // What has been loaded React puts to use with its next task, and a frame may come before that. It does so at once
    // together with an update of its own that cannot wait.
    const catchUp = () => flushSync(renderAgain)
    const nextFrame = () => {
      catchUp()
      invalidate()
      return frames.next()
    }
    return grabRender.attach({
      gl,
      scene,
      size: () => size,
      dpr: gl.getPixelRatio(),
      settled: async () => {
        catchUp()
        await mounting.done()
        catchUp()
        const isStill = frames.hasDrawn && get().internal.frames === 0 && !gl.xr.isPresenting
        if (!isStill) await nextFrame()
      },
      nextFrame,
      catchUp,
    })
  }, [gl, scene, invalidate, grabRender, frames, size, get, mounting])
  return null
}

class FrameWaiters {
  hasDrawn = false
  #waiting = new Set<() => void>()

  /** Continues after the frame was drawn: a promise’s followers run when the frame’s own work has ended. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, document.hidden ? HIDDEN_MS : SEEN_MS)
      const waiting = this.#waiting
      function done() {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      waiting.add(done)
    })
  }

  release(): void {
    this.hasDrawn = true
    for (const done of [...this.#waiting]) done()
  }
}
