import { Canvas } from '@react-three/fiber'
import { type CSSProperties, type ReactNode, useCallback, useState } from 'react'
import type { WebGLRenderer } from 'three'
import { SceneProvider, type SceneProviderProps } from './SceneProvider.tsx'
import { StageContents } from './StageContents.tsx'
import { ViewBoundary } from './ViewBoundary.tsx'

export interface StageProps extends SceneProviderProps {
  /** The canvas can draw. */
  onReady?: ((renderer: WebGLRenderer) => void) | undefined
  /** Mounted inside the canvas, beside the scene: what XR needs, say. */
  children?: ReactNode
}

/** The scene on a canvas that fills its parent, with everything that is needed to see it. */
export function Stage({ onReady, children, ...services }: StageProps) {
  const [canDraw] = useState(hasWebGL)
  const [isLost, setLost] = useState(false)
  const created = useCallback(
    ({ gl }: { gl: WebGLRenderer }) => {
      gl.domElement.addEventListener('webglcontextlost', () => setLost(true))
      gl.domElement.addEventListener('webglcontextrestored', () => {
        setLost(false)
        services.scene.invalidate()
      })
      onReady?.(gl)
    },
    [services.scene, onReady],
  )

  if (!canDraw) return <Sentence>This browser cannot draw in 3D: WebGL 2 is switched off or not supported.</Sentence>
  return (
    <div style={FILLING}>
      <ViewBoundary version={0} onOutcome={ignore} fallback={(error) => <Sentence>{failure(error)}</Sentence>}>
        <Canvas frameloop="demand" shadows="percentage" dpr={[1, 2]} gl={{ antialias: true }} onCreated={created}>
          <SceneProvider {...services}>
            <StageContents>{children}</StageContents>
          </SceneProvider>
        </Canvas>
      </ViewBoundary>
      {isLost && (
        <Sentence>The graphics card stopped drawing. It will go on as soon as the browser has restarted it.</Sentence>
      )}
    </div>
  )
}

const ignore = () => undefined
const failure = (error: Error) => `The scene cannot be drawn: ${error.message}. Reload the page to try again.`

/** Asked once, with a canvas that is thrown away: three.js would only throw. */
function hasWebGL(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

/** HTML of the scene has its own order, below all that the page itself shows. */
const FILLING: CSSProperties = { position: 'absolute', inset: 0, overflow: 'hidden', isolation: 'isolate' }
const CENTERED: CSSProperties = {
  ...FILLING,
  display: 'grid',
  placeItems: 'center',
  padding: '2rem',
  textAlign: 'center',
  color: '#e8e8ea',
  background: '#131416d9',
  font: '1rem/1.5 system-ui, sans-serif',
}

/** A blank page says nothing; this says what is the matter. */
function Sentence({ children }: { children: ReactNode }) {
  return (
    <p role="alert" style={{ ...CENTERED, margin: 0 }}>
      {children}
    </p>
  )
}
