import { useFrame } from '@react-three/fiber'
import { Vector3 } from 'three'
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { lazyPart } from '../page/lazyPart.tsx'
import { useScene, useSceneProps } from '../scene/context.ts'
import { upOf } from '../scene/placement.ts'
import { aimOf } from './aim.ts'
import { keepWithin } from './cameras/viewLimits.ts'

export interface ViewControlsProps {
  /** Whether they drive the desktop's camera: of several controls only one does. */
  isActive?: boolean
  settings?: Partial<
    Pick<
      OrbitControls,
      | 'enableDamping'
      | 'enablePan'
      | 'enableRotate'
      | 'enableZoom'
      | 'minDistance'
      | 'maxDistance'
      | 'zoomSpeed'
      | 'rotateSpeed'
      | 'panSpeed'
      | 'minPolarAngle'
      | 'maxPolarAngle'
      | 'minAzimuthAngle'
      | 'maxAzimuthAngle'
      | 'screenSpacePanning'
      | 'dampingFactor'
    >
  >
  /** The point to turn around. Without one it is what the camera looks at. */
  target?: readonly number[] | undefined
  stream?: boolean
  fps?: number
}

/** After placements are written, before anyone reads where the camera is. */
const AFTER_FLUSH = -900

const written = new Vector3()

const OrbitView = lazyPart(() => import('./cameras/OrbitView.tsx'))

/** The mouse moves the desktop's camera as soon as that is loaded; the first picture looks where it will then. */
export function ViewControls(props: ViewControlsProps) {
  const { cameras } = useScene()
  const up = upOf(useSceneProps())
  const { isActive = true, settings, target } = props
  useFrame(({ controls, gl }) => {
    const { view } = cameras
    if (!view || !isActive || controls || gl.xr.isPresenting) return
    if (!target && !settings) return
    view.up.fromArray(up as number[]).normalize()
    const aim = target ? written.fromArray(target as number[]) : (aimOf(view)?.target ?? written.set(0, 0, 0))
    const isMoved = settings && keepWithin(view, aim, settings)
    if (target && !isMoved) view.lookAt(aim)
  }, AFTER_FLUSH)
  return <OrbitView {...props} />
}
