import { lazy, Suspense, useLayoutEffect, useRef } from 'react'
import { Box3, type Group, Matrix4, Mesh, type Object3D, Vector3 } from 'three'
import { useScene } from '../../scene/context.ts'
import type { ViewProps } from '../View.ts'
import { MoveScope } from './clicks.ts'
import { Handle } from './Handle.tsx'
import { useFeedbackLayer, useGlow } from './useFeedback.ts'
import { useHolding } from './useHolding.ts'

const Gizmo = lazy(() => import('./Gizmo.tsx'))

/** In a headset the axes are taken by a handle that is this part of their length. */
const HANDLE = 0.1

export default function Pivot({ node, props, objectRef, children }: ViewProps<'Pivot'>) {
  const { scene } = useScene()
  const rotate = props.disableRotations ? 'none' : props.rotate
  const { ref, object, handlers, movement, state, isPresenting } = useHolding(node, { ...props, rotate }, objectRef)
  useFeedbackLayer()
  useGlow(object, props.highlight ? state : null)
  const content = useRef<Group>(null)
  const tools = useRef<Group>(null)
  const { anchor, offset } = props

  useLayoutEffect(() => {
    if (!tools.current) return
    tools.current.position.fromArray(offset)
    if (anchor && content.current) tools.current.position.add(pointOf(content.current, anchor))
    scene.invalidate()
  })

  const size = props.scale * HANDLE
  return (
    <group ref={ref} {...(isPresenting ? handlers : {})}>
      <group ref={content}>
        <MoveScope value={movement}>{children}</MoveScope>
      </group>
      <group ref={tools}>
        {isPresenting ? (
          <Handle size={[size, size, size]} state={state ?? 'idle'} wireframe={false} axes={props.scale} />
        ) : (
          <Suspense fallback={null}>
            <Gizmo
              movement={movement}
              scale={props.scale}
              lineWidth={props.lineWidth}
              offset={ORIGIN}
              activeAxes={props.activeAxes}
              locked={props.locked}
              fixed={props.fixed}
              depthTest={props.depthTest}
              opacity={props.opacity}
              disableAxes={props.disableAxes}
              disableSliders={props.disableSliders}
              disableRotations={rotate === 'none'}
              disableScaling={props.disableScaling}
            />
          </Suspense>
        )}
      </group>
    </group>
  )
}

const ORIGIN = [0, 0, 0] as const

/** A place in the box around what is inside an object, in the object's own frame: -1 to 1 along each side. */
function pointOf(object: Object3D, anchor: readonly number[]): Vector3 {
  object.updateWorldMatrix(true, true)
  const inverse = new Matrix4().copy(object.matrixWorld).invert()
  const box = new Box3()
  object.traverse((part) => {
    if (!(part instanceof Mesh) || !part.visible) return
    part.geometry.computeBoundingBox()
    const { boundingBox } = part.geometry
    if (boundingBox) box.union(boundingBox.clone().applyMatrix4(part.matrixWorld).applyMatrix4(inverse))
  })
  const point = new Vector3()
  if (box.isEmpty()) return point
  const half = box.getSize(new Vector3()).multiplyScalar(0.5)
  return box.getCenter(point).add(half.multiply(new Vector3().fromArray(anchor)))
}
