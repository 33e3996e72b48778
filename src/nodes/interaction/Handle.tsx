import { useEffect, useMemo } from 'react'
import { AxesHelper, type Object3D } from 'three'
import { FEEDBACK_LAYER, UNLIT } from './Glow.ts'

const COLORS = { idle: '#d8dce4', hovered: '#ffd166', held: '#ff9f1c' } as const
export type HandleState = keyof typeof COLORS

export interface HandleProps {
  size: readonly number[]
  state: HandleState
  wireframe: boolean
  /** Length of the axes, in metres; 0 draws none. */
  axes: number
}

/** The box that an object is taken by, and its axes. What is drawn is on the feedback layer, what is hit is not. */
export function Handle({ size, state, wireframe, axes }: HandleProps) {
  const [x = 0, y = 0, z = 0] = size
  const frame = useMemo(() => (axes > 0 ? unlitAxes(axes) : null), [axes])
  useEffect(() => () => frame?.dispose(), [frame])
  return (
    <>
      {x * y * z > 0 && (
        <>
          <mesh visible={false} scale={[x, y, z]}>
            <boxGeometry />
          </mesh>
          <mesh scale={[x, y, z]} raycast={ignored} ref={onFeedbackLayer}>
            <boxGeometry />
            <meshBasicMaterial color={COLORS[state]} transparent opacity={0.7} wireframe={wireframe} />
          </mesh>
        </>
      )}
      {frame && <primitive object={frame} />}
    </>
  )
}

const ignored = () => {}

function onFeedbackLayer(object: Object3D | null): void {
  object?.layers.set(FEEDBACK_LAYER)
  if (object) object.userData[UNLIT] = true
}

function unlitAxes(length: number): AxesHelper {
  const axes = new AxesHelper(length)
  axes.raycast = ignored
  onFeedbackLayer(axes)
  return axes
}
