import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef, useState } from 'react'
import { MathUtils, Mesh, MeshBasicMaterial, SphereGeometry } from 'three'
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { isTyping } from '../../page/isTyping.ts'
import type { SceneCameraObject } from '../../scene/CameraRegistry.ts'
import { useScene } from '../../scene/context.ts'
import { FEEDBACK_LAYER } from '../interaction/Glow.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'
import type { PropsOf } from '../View.ts'
import { type Steering, steer, turnView } from './steer.ts'

/** With the controls' own update, after placements are written. */
const AFTER_FLUSH = -900
/** A page that slept does not leap. */
const LONGEST_STEP_S = 0.1

/** What SceneCameraControl has beside the mouse of orbit controls: keys, flying, and a mark at the target. */
export default function ViewKeys({ props }: { props: PropsOf<'SceneCameraControl'> }) {
  const { scene, cameras } = useScene()
  const gl = useThree((state) => state.gl)
  const controls = useThree((state) => state.controls) as unknown as OrbitControls | null
  const held = useMemo(() => new Set<string>(), [])
  const last = useRef(0)
  const { mode, flyMouseSensitivity } = props

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (held.size === 0) last.current = performance.now()
      held.add(event.code)
      scene.invalidate()
    }
    const up = ({ code }: KeyboardEvent) => held.delete(code)
    const rest = () => held.clear()
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', rest)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', rest)
      rest()
    }
  }, [held, scene])

  useEffect(() => {
    if (mode !== 'fly' || !controls) return
    const { domElement } = gl
    const drag = ({ buttons, movementX, movementY }: PointerEvent) => {
      if (buttons !== 1 || !controls.enabled) return
      const perPixel = MathUtils.degToRad(flyMouseSensitivity)
      turnView(controls, -movementX * perPixel, -movementY * perPixel)
      cameras.movedByPerson(controls.object as SceneCameraObject)
      scene.invalidate()
    }
    domElement.addEventListener('pointermove', drag)
    return () => domElement.removeEventListener('pointermove', drag)
  }, [mode, controls, gl, flyMouseSensitivity, scene, cameras])

  useFrame(() => {
    if (!controls?.enabled || held.size === 0) return
    const now = performance.now()
    const seconds = Math.min(LONGEST_STEP_S, (now - last.current) / 1000)
    last.current = now
    if (!steer(controls, steeringOf(held, props), seconds)) return
    cameras.movedByPerson(controls.object as SceneCameraObject)
    scene.invalidate()
  }, AFTER_FLUSH)

  return props.showPivot && controls ? <PivotMark controls={controls} props={props} /> : null
}

function steeringOf(held: ReadonlySet<string>, props: PropsOf<'SceneCameraControl'>): Steering {
  const axis = (minus: string, plus: string) => (held.has(plus) ? 1 : 0) - (held.has(minus) ? 1 : 0)
  const faster = held.has('ShiftLeft') || held.has('ShiftRight') ? 3 : 1
  const speed = props.enableKeyboard ? props.moveSpeed * faster : 0
  const turn = props.enableArrowRotate ? MathUtils.degToRad(props.keyboardRotateSpeed) : 0
  return {
    right: axis('KeyA', 'KeyD') * speed,
    up: axis('KeyQ', 'KeyE') * speed,
    ahead: axis('KeyS', 'KeyW') * speed,
    yaw: axis('ArrowRight', 'ArrowLeft') * turn,
    pitch: axis('ArrowDown', 'ArrowUp') * turn,
  }
}

/** Where the view turns around, while it turns. */
function PivotMark({ controls, props }: { controls: OrbitControls; props: PropsOf<'SceneCameraControl'> }) {
  const { scene } = useScene()
  const [isShown, setShown] = useState(false)
  useFeedbackLayer()
  const mark = useMemo(() => {
    const mesh = new Mesh(new SphereGeometry(1, 16, 12), new MeshBasicMaterial({ toneMapped: false, depthTest: false }))
    mesh.layers.set(FEEDBACK_LAYER)
    mesh.raycast = () => {}
    return mesh
  }, [])
  useEffect(() => {
    mark.material.color.set(props.pivotColor)
    mark.scale.setScalar(props.pivotSize)
    scene.invalidate()
  }, [mark, props.pivotColor, props.pivotSize, scene])
  useEffect(() => {
    const show = () => setShown(true)
    const hide = () => setShown(false)
    controls.addEventListener('start', show)
    controls.addEventListener('end', hide)
    return () => {
      controls.removeEventListener('start', show)
      controls.removeEventListener('end', hide)
    }
  }, [controls])
  useEffect(
    () => () => {
      mark.geometry.dispose()
      mark.material.dispose()
    },
    [mark],
  )
  useFrame(() => mark.position.copy(controls.target))
  return isShown ? <primitive object={mark} /> : null
}
