import { createPortal, useFrame, useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type Group, type Object3D, Vector3 } from 'three'
import { useScene } from '../../scene/context.ts'
import { setColor } from '../colors.ts'
import { setOpacity } from '../setOpacity.ts'
import { useBoth } from '../useBoth.ts'
import type { ViewProps } from '../View.ts'
import { PlacesPassed } from './PlacesPassed.ts'
import { Polyline } from './Polyline.ts'

/** After everything of the frame has been moved. */
const AFTER_MOVING = -1
const WIDTH_M = 0.1

export default function TrailView({ props, objectRef, children }: ViewProps<'Trail'>) {
  const { scene } = useScene()
  const space = useThree((state) => state.scene)
  const root = useRef<Group>(null)
  const state = useMemo(() => ({ line: new Polyline('Line'), passed: new PlacesPassed(), frames: 0 }), [])
  const { line, passed } = state
  const { width, color, opacity, length, stride, interval, local } = props
  useEffect(() => () => line.dispose(), [line])
  // biome-ignore lint/correctness/useExhaustiveDependencies: places in the one frame are none in the other
  useEffect(() => () => passed.clear(), [passed, local])
  useLayoutEffect(() => {
    passed.capacity = Math.ceil(10 * length)
    const { material } = line
    material.worldUnits = true
    material.linewidth = WIDTH_M * width
    setColor(material.color, color, '#ff69b4')
    setOpacity(material, opacity)
    line.frustumCulled = false
    scene.invalidate()
  })
  useFrame(() => {
    const target = root.current?.children.find((child) => child !== line)
    line.visible = isShown(root.current)
    state.frames += 1
    if (!target || state.frames % interval !== 0) return
    if (local) place.copy(target.position)
    else target.getWorldPosition(place)
    if (passed.add(place, stride)) line.show({ points: passed.all }, NAMES)
  }, AFTER_MOVING)
  const drawn = <primitive object={line} />
  return (
    <group ref={useBoth(root, objectRef)}>
      {children}
      {local ? drawn : createPortal(drawn, space)}
    </group>
  )
}

const NAMES = ['points'] as const
const place = new Vector3()

function isShown(object: Object3D | null): boolean {
  for (let at = object; at; at = at.parent) if (!at.visible) return false
  return true
}
