import { createPortal, useFrame, useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { type Group, type Object3D, Vector3 } from 'three'
import { useScene } from '../../scene/context.ts'
import { setColor } from '../colors.ts'
import { isUnder } from '../isUnder.ts'
import { setOpacity } from '../setOpacity.ts'
import { useBoth } from '../useBoth.ts'
import type { ViewProps } from '../View.ts'
import { PlacesBetween } from './PlacesBetween.ts'
import { PlacesPassed } from './PlacesPassed.ts'
import { Polyline } from './Polyline.ts'
import { TaperedLineMaterial } from './TaperedLineMaterial.ts'

/** After everything of the frame has been moved. */
const AFTER_MOVING = -1
const WIDTH_M = 0.1
const POWERS = { linear: 1, squared: 2, cubed: 3 } as const
/** Where pictures are rarer, places between them are kept: the way does not depend on how fast the viewer draws. */
const PLACES_PER_SECOND = 60
/** What was not used of them is kept for what comes late and all at once. */
const MOST_SAVED = 2 * PLACES_PER_SECOND

export default function TrailView({ node, props, objectRef, children }: ViewProps<'Trail'>) {
  const { scene } = useScene()
  const space = useThree((state) => state.scene)
  const root = useRef<Group>(null)
  const state = useMemo(() => {
    const material = new TaperedLineMaterial({ toneMapped: false })
    return {
      line: new Polyline('Line', material),
      material,
      passed: new PlacesPassed(),
      between: new PlacesBetween(),
      frames: 0,
      allowed: 0,
    }
  }, [])
  const { line, material, passed, between } = state
  const { width, color, opacity, length, decay, attenuation, stride, interval, local } = props
  useEffect(() => () => line.dispose(), [line])
  // biome-ignore lint/correctness/useExhaustiveDependencies: places in the one frame are none in the other
  useEffect(() => {
    return () => {
      passed.clear()
      between.take(0)
    }
  }, [passed, between, local])
  useLayoutEffect(() => {
    const places = Math.ceil((10 * length) / decay)
    passed.capacity = places
    between.most = places
    material.taperPower = attenuation ? POWERS[attenuation] : 0
    material.linewidth = WIDTH_M * width
    setColor(material.color, color, '#ff69b4')
    setOpacity(material, opacity)
    line.frustumCulled = false
    scene.invalidate()
  })
  const [first] = node.children
  useEffect(() => {
    if (interval !== 1 || first === undefined) return
    return scene.subscribeOperations(({ patched }) => {
      if (!patched.some(({ key }) => key === first || isUnder(scene.graph, first, key))) return
      scene.flush()
      if (readPlace(root.current, line, local)) between.add(place)
    })
  }, [scene, line, between, first, interval, local])
  useFrame((_state, seconds) => {
    line.visible = isShown(root.current)
    state.frames += 1
    if (state.frames % interval !== 0 || !readPlace(root.current, line, local)) return
    state.allowed = Math.min(state.allowed, MOST_SAVED) + seconds * PLACES_PER_SECOND
    const places = [...between.take(Math.max(Math.round(state.allowed) - 1, 0)), place]
    state.allowed = Math.max(state.allowed - places.length, 0)
    if (places.filter((each) => passed.add(each, stride)).length === 0) return
    line.show({ points: passed.all }, NAMES)
    material.pieceCount = line.geometry.instanceCount
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

/** Puts into {@link place} where the first node inside the trail is. False: there is none. */
function readPlace(root: Group | null, line: Polyline, local: boolean): boolean {
  const target = root?.children.find((child) => child !== line)
  if (!target) return false
  if (local) place.copy(target.position)
  else target.getWorldPosition(place)
  return true
}

function isShown(object: Object3D | null): boolean {
  for (let at = object; at; at = at.parent) if (!at.visible) return false
  return true
}
