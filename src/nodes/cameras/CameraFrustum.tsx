import { useEffect, useLayoutEffect, useMemo } from 'react'
import { BufferAttribute, BufferGeometry, LineBasicMaterial, LineSegments, Vector3 } from 'three'
import type { SceneCameraObject } from '../../scene/CameraRegistry.ts'
import { useScene } from '../../scene/context.ts'
import { FEEDBACK_LAYER, UNLIT } from '../interaction/Glow.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'

const COLOR = '#ffaa00'
const UP_COLOR = '#00aaff'
/** Pairs of corners: four edges from the lens, the rectangle, and the mark of what is up. */
const LENS = 4
const EDGES = [0, 1, 1, 2, 2, 3, 3, 0, LENS, 0, LENS, 1, LENS, 2, LENS, 3] as const

/** Lines from a camera to the corners of what it sees, `distance` metres ahead, for eyes only. Inside the camera. */
export function CameraFrustum({ camera, distance }: { camera: SceneCameraObject; distance: number }) {
  const { scene } = useScene()
  useFeedbackLayer()
  const lines = useMemo(makeLines, [])
  useLayoutEffect(() => {
    drawFrustum(lines.geometry, camera, distance)
    scene.invalidate()
  })
  useEffect(
    () => () => {
      lines.geometry.dispose()
      lines.material.dispose()
    },
    [lines],
  )
  return <primitive object={lines} />
}

const POINTS = EDGES.length + 4

function makeLines() {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(POINTS * 3), 3))
  const colors = new Float32Array(POINTS * 3)
  const material = new LineBasicMaterial({ vertexColors: true, toneMapped: false })
  const lines = new LineSegments(geometry, material)
  for (let point = 0; point < POINTS; point += 1) {
    material.color.set(point < EDGES.length ? COLOR : UP_COLOR).toArray(colors, point * 3)
  }
  material.color.set('#ffffff')
  geometry.setAttribute('color', new BufferAttribute(colors, 3))
  lines.layers.set(FEEDBACK_LAYER)
  lines.userData[UNLIT] = true
  lines.raycast = () => {}
  return lines
}

const point = new Vector3()

/** How far ahead of a camera it is drawn what it sees there. */
const aheadOf = ({ near, far }: SceneCameraObject, distance: number) => Math.min(Math.max(distance, near), far)

/**
 * A corner of what a camera sees so many metres ahead, in its own frame; `x` and `y` are -1 or 1. By the camera's own
 * projection, so that it is right for every lens.
 */
export function cornerAt(camera: SceneCameraObject, distance: number, x: number, y: number): [number, number, number] {
  const ahead = aheadOf(camera, distance)
  point.set(x, y, 0).applyMatrix4(camera.projectionMatrixInverse)
  // Without perspective the corner is where it is at every distance.
  const scale = 'isPerspectiveCamera' in camera ? ahead / -point.z : 1
  return [point.x * scale, point.y * scale, -ahead]
}

export function drawFrustum(geometry: BufferGeometry, camera: SceneCameraObject, distance: number): void {
  camera.updateProjectionMatrix()
  const ahead = aheadOf(camera, distance)
  const corner = (x: number, y: number) => cornerAt(camera, distance, x, y)
  const corners = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), [0, 0, 0] as const]
  const [, , right, left] = corners as [number, number, number][]
  const rise = (right![0] - left![0]) / 4
  const tip = [(left![0] + right![0]) / 2, right![1] + rise, -ahead] as const
  const shoulder = (x: number) => [(left![0] + right![0]) / 2 + x * rise, right![1], -ahead] as const
  const points = [...EDGES.map((index) => corners[index]!), shoulder(-1), tip, shoulder(1), tip]
  const { position } = geometry.attributes
  points.forEach(([x, y, z], index) => {
    position!.setXYZ(index, x, y, z)
  })
  position!.needsUpdate = true
  geometry.computeBoundingSphere()
}
