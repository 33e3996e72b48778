import { createRoot, events, invalidate } from '@react-three/fiber'
import { type ReactNode, Suspense } from 'react'
import { WebGLRenderer } from 'three'
import { learnElements } from './elements.ts'
import { say } from './sentence.ts'
import { ViewBoundary } from './ViewBoundary.tsx'

const NO_WEBGL = 'This browser cannot draw in 3D: WebGL 2 is switched off or not supported.'
const LOST = 'The graphics card stopped drawing. It will go on as soon as the browser has restarted it.'
const failure = (error: Error) => `The scene cannot be drawn: ${error.message}. Reload the page to try again.`

/**
 * Draws `contents` on a canvas that fills its parent. It needs React, and not what React draws pages with: that is loaded
 * while the scene is already seen. What is to be seen may come while the graphics card gets ready: it is asked
 * then, and nothing is drawn before it resolves. What is wrong with drawing is said in its place.
 */
export function openStage(parent: HTMLElement, contents: ReactNode, isWorthDrawing: () => Promise<void>): void {
  const box = document.createElement('div')
  // HTML of the scene has its own order, below all that the page itself shows.
  box.style.cssText = 'position: absolute; inset: 0; overflow: hidden; isolation: isolate'
  const canvas = document.createElement('canvas')
  canvas.style.display = 'block'
  box.append(canvas)
  parent.append(box)

  // As three.js asks for it, which would only throw.
  const wanted = {
    antialias: true,
    alpha: true,
    depth: true,
    stencil: false,
    powerPreference: 'high-performance',
  } as const
  const context = canvas.getContext('webgl2', wanted) as WebGL2RenderingContext | null
  if (!context) {
    box.replaceChildren(say(NO_WEBGL))
    return
  }
  const lost = say(LOST)
  canvas.addEventListener('webglcontextlost', () => box.append(lost))
  canvas.addEventListener('webglcontextrestored', () => {
    lost.remove()
    invalidate()
  })

  learnElements()
  const root = createRoot(canvas)
  const fail = (error: Error | null) => {
    if (!error) return
    box.replaceChildren(say(failure(error)))
    root.unmount()
  }
  root
    .configure({
      frameloop: 'demand',
      shadows: 'percentage',
      dpr: [1, 2],
      events,
      size: sizeOf(box),
      gl: (defaults) => new WebGLRenderer({ ...wanted, canvas: defaults.canvas, context }),
      onCreated: (state) => state.events.connect?.(box),
    })
    .then(isWorthDrawing)
    .then(() => {
      const drawn = (
        <ViewBoundary version={0} onOutcome={fail} fallback={() => null}>
          <Suspense>{contents}</Suspense>
        </ViewBoundary>
      )
      const { setSize } = root.render(drawn).getState()
      new ResizeObserver(() => {
        const { width, height, top, left } = sizeOf(box)
        if (width > 0 && height > 0) setSize(width, height, top, left)
      }).observe(box)
    })
    .catch(fail)
}

function sizeOf(element: HTMLElement) {
  const { width, height, top, left } = element.getBoundingClientRect()
  return { width, height, top, left }
}
