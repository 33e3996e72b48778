import { flushSync, useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { useScene } from '../scene/context.ts'
import type { GrabRender } from './GrabRender.ts'

/** A page that is hidden draws no frames; then a picture waits only so long, in milliseconds. */
const HIDDEN_MS = 200

/** Lends the stage to {@link GrabRender}. Stands inside the canvas and draws nothing. */
export function GrabView({ grabRender }: { grabRender: GrabRender }) {
  const gl = useThree((state) => state.gl)
  const scene = useThree((state) => state.scene)
  const invalidate = useThree((state) => state.invalidate)
  const get = useThree((state) => state.get)
  const frames = useMemo(() => new FrameWaiters(), [])
  const { mounting } = useScene()
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
    const nextFrame = () => {
      // What React has heard of and not mounted yet would miss the frame.
      flushSync(() => {})
      invalidate()
      return frames.next()
    }
    return grabRender.attach({
      gl,
      scene,
      size: () => size,
      dpr: gl.getPixelRatio(),
      settled: async () => {
        flushSync(() => {})
        await mounting.done()
        const isStill = frames.hasDrawn && get().internal.frames === 0 && !gl.xr.isPresenting
        if (!isStill) await nextFrame()
      },
      nextFrame,
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
      const timer = setTimeout(done, HIDDEN_MS)
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
