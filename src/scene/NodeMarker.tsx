import { useEffect, useMemo } from 'react'
import { CanvasTexture, type Object3D, Quaternion, SRGBColorSpace, Vector3 } from 'three'

/** Part of the view's height that one line of a label takes, at any distance. */
const LINE_HEIGHT = 0.03
const PIXELS_PER_LINE = 40
const MAX_LINE_LENGTH = 60

/**
 * Stands where a node cannot be drawn, and says why. It always faces the viewer, is never hidden, and has the same size
 * whatever the scale of the node. `isSmall`: where the rest of the node is drawn beside it.
 */
export function NodeMarker({ lines, isSmall = false }: { lines: readonly string[]; isSmall?: boolean }) {
  const text = lines.map(shortened).join('\n')
  const label = useMemo(() => drawLabel(text), [text])
  useEffect(() => () => label?.texture.dispose(), [label])
  const height = LINE_HEIGHT * lines.length * (isSmall ? 0.6 : 1)
  return (
    <sprite
      userData={{ label: text }}
      scale={[height * (label?.aspect ?? 1), height, 1]}
      renderOrder={1000}
      frustumCulled={false}
      onBeforeRender={withoutScaleOfParents}
    >
      <spriteMaterial
        map={label?.texture ?? null}
        color={label ? '#ffffff' : '#b3402e'}
        sizeAttenuation={false}
        depthTest={false}
        toneMapped={false}
      />
    </sprite>
  )
}

const place = new Vector3()
const upright = new Quaternion()

/** A node in millimetres would have a label that nobody sees. */
function withoutScaleOfParents(this: Object3D): void {
  place.setFromMatrixPosition(this.matrixWorld)
  this.matrixWorld.compose(place, upright, this.scale)
}

/** Drawn with the browser's own fonts: nothing is fetched. `undefined` where there is no document to draw in. */
function drawLabel(text: string): { texture: CanvasTexture; aspect: number } | undefined {
  if (typeof document === 'undefined') return undefined
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return undefined
  const lines = text.split('\n')
  const font = `${PIXELS_PER_LINE * 0.6}px system-ui, sans-serif`
  context.font = font
  const textWidth = Math.max(...lines.map((line) => context.measureText(line).width))
  canvas.width = Math.ceil(textWidth + PIXELS_PER_LINE)
  canvas.height = lines.length * PIXELS_PER_LINE
  context.font = font
  context.fillStyle = '#7c2318'
  context.beginPath()
  context.roundRect(0, 0, canvas.width, canvas.height, PIXELS_PER_LINE / 4)
  context.fill()
  context.fillStyle = '#ffffff'
  context.textBaseline = 'middle'
  lines.forEach((line, index) => {
    context.fillText(line, PIXELS_PER_LINE / 2, (index + 0.5) * PIXELS_PER_LINE)
  })
  const texture = new CanvasTexture(canvas)
  texture.colorSpace = SRGBColorSpace
  return { texture, aspect: canvas.width / canvas.height }
}

const shortened = (line: string) => (line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH - 1)}…` : line)
