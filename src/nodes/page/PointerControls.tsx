import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { Raycaster, Vector2 } from 'three'
import { useScene } from '../../scene/context.ts'
import type { ViewProps } from '../View.ts'
import { pickedPoint } from './pickedPoint.ts'

/** What moved further, in pixels, was no click. */
const MOST_MOVED = 4

/** Tells the script where the view was clicked, and which point of a cloud was there. */
export default function PointerControls({ node, props, children }: ViewProps<'PointerControls'>) {
  const { emit, cameras } = useScene()
  const gl = useThree((state) => state.gl)
  const root = useThree((state) => state.scene)
  const key = props.parentKey ?? node.key
  const { radius } = props

  useEffect(() => {
    const { domElement } = gl
    const raycaster = new Raycaster()
    let pressedAt: { x: number; y: number } | undefined
    const down = ({ clientX, clientY }: PointerEvent) => {
      pressedAt = { x: clientX, y: clientY }
    }
    const click = ({ clientX, clientY }: MouseEvent) => {
      const moved = pressedAt ? Math.hypot(clientX - pressedAt.x, clientY - pressedAt.y) : 0
      if (moved > MOST_MOVED) return
      const { left, top, width, height } = domElement.getBoundingClientRect()
      const value = {
        pointerX: (clientX - left) / width,
        pointerY: (clientY - top) / height,
        offsetX: clientX - left,
        offsetY: clientY - top,
        offsetWidth: width,
        offsetHeight: height,
      }
      const camera = cameras.view
      raycaster.params.Points.threshold = radius
      if (camera) raycaster.setFromCamera(new Vector2(value.pointerX * 2 - 1, 1 - value.pointerY * 2), camera)
      const point = camera && pickedPoint(root, raycaster)
      if (!point) emit({ etype: 'MOUSE_CLICK', key, value, capturedAt: Date.now() })
      else {
        const { x, y, z } = point
        emit({ etype: 'ADD_MARKER', key, value: { ...value, position: { x, y, z }, radius }, capturedAt: Date.now() })
      }
    }
    domElement.addEventListener('pointerdown', down)
    domElement.addEventListener('click', click)
    return () => {
      domElement.removeEventListener('pointerdown', down)
      domElement.removeEventListener('click', click)
    }
  }, [gl, root, cameras, emit, key, radius])
  return children
}
