import { useFrame } from '@react-three/fiber'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Box3, type Group, Sphere, type SpotLight } from 'three'
import { useScene } from '../scene/context.ts'
import { type Extent, useAdjustedView } from './cameras/useAdjustedView.ts'
import { asSurroundings } from './panoramas.ts'
import { presetPanorama } from './presetPanorama.ts'
import { useTargetOf } from './useTargetOf.ts'
import type { ViewProps } from './View.ts'

/** Where the lamps stand, in radii of what they light, as drei has them. */
const LAMPS = {
  rembrandt: { main: [1, 2, 1], fill: [-2, -0.5, -2] },
  portrait: { main: [-1, 2, 0.5], fill: [-1, 0.5, -1.5] },
  upfront: { main: [0, 2, 1], fill: [-1, 0.5, -1.5] },
  soft: { main: [-2, 4, 4], fill: [-1, 0.5, -1.5] },
} as const

/** How often what stands on the stage is measured anew. */
const MEASURED_EVERY_MS = 500
/** How much more room than it needs the view gives to what stands on the stage, where nobody says how much. */
const USUAL_MARGIN = 1.1
/** Part of the radius by which it has to change before the lamps move. */
const NOTICED = 0.02

interface Room extends Extent {
  readonly floor: number
}

const UNKNOWN: Room = { center: [0, 0, 0], radius: 1, floor: -1, arrivals: 0 }

/** How much room the children take, in the frame of the stage: as it was last measured, and when a picture needs it. */
function useRoom() {
  const contents = useRef<Group>(null)
  const measured = useRef<Room>(undefined)
  const [room, setRoom] = useState(UNKNOWN)
  const state = useRef<{ due: number; newest: number; timer: Timer }>({ due: 0, newest: 0, timer: undefined })
  const { scene } = useScene()
  useFrame(() => {
    const { current } = state
    if (!contents.current) return
    const wait = current.due - performance.now()
    if (wait > 0) {
      // What came with the last picture for a long time is measured too.
      current.timer ??= setTimeout(() => {
        current.timer = undefined
        scene.invalidate()
      }, wait)
      return
    }
    current.due = performance.now() + MEASURED_EVERY_MS
    const newest = newestIn(contents.current)
    const hasCome = newest > current.newest
    current.newest = newest
    const box = boundsOf(contents.current)
    if (box.isEmpty()) return
    const { center, radius } = box.getBoundingSphere(sphere)
    const before = measured.current
    const next = { center: center.toArray(), radius: Math.max(radius, 0.01), floor: box.min.y }
    if (before && isNearly(next, before)) return
    measured.current = { ...next, arrivals: (before?.arrivals ?? 0) + (hasCome ? 1 : 0) }
    setRoom(measured.current)
    scene.invalidate()
  })
  useEffect(
    () => () => {
      clearTimeout(state.current.timer)
      state.current.timer = undefined
    },
    [],
  )
  return { contents, measured, room }
}

type Timer = ReturnType<typeof setTimeout> | undefined

const sphere = new Sphere()

const isNearly = (next: Omit<Room, 'arrivals'>, before: Room): boolean =>
  [...next.center, next.radius, next.floor].every(
    (value, index) =>
      Math.abs(value - [...before.center, before.radius, before.floor][index]!) <= NOTICED * next.radius,
  )

/** three.js numbers its objects as they are made. */
function newestIn(contents: Group): number {
  let newest = 0
  contents.traverse(({ id }) => {
    newest = Math.max(newest, id)
  })
  return newest
}

function boundsOf(contents: Group): Box3 {
  const box = new Box3().setFromObject(contents)
  const { parent } = contents
  return box.isEmpty() || !parent ? box : box.applyMatrix4(parent.matrixWorld.clone().invert())
}

export default function StageView({ props, objectRef, children }: ViewProps<'Stage'>) {
  const { look } = useScene()
  const { contents, measured, room } = useRoom()
  const lamp = useRef<SpotLight>(null)
  const target = useTargetOf(lamp)
  const { preset, intensity, environment } = props
  const hasShadows = Boolean(props.shadows)
  const panorama = useMemo(() => (environment ? asSurroundings(presetPanorama(environment)) : undefined), [environment])
  useEffect(() => () => panorama?.dispose(), [panorama])
  useEffect(
    () => (panorama ? look.surroundings.hold({ texture: panorama, intensity: 1, rotation: [0, 0, 0] }) : undefined),
    [look, panorama],
  )
  const { adjustCamera } = props
  useAdjustedView(contents, measured, adjustCamera === true ? USUAL_MARGIN : Number(adjustCamera))
  const { center, radius, floor } = room
  const stand = (place: readonly number[]) =>
    place.map((value, axis) => center[axis]! + value * radius) as [number, number, number]
  return (
    <group ref={objectRef}>
      <ambientLight intensity={intensity / 3} />
      <object3D ref={target} position={[...center]} />
      <spotLight
        ref={lamp}
        penumbra={1}
        decay={0}
        position={stand(LAMPS[preset].main)}
        intensity={intensity * 2}
        castShadow={hasShadows}
        shadow-mapSize={[1024, 1024]}
        shadow-normalBias={0.02 * radius}
      />
      <pointLight decay={0} position={stand(LAMPS[preset].fill)} intensity={intensity} />
      {hasShadows && (
        <mesh
          receiveShadow
          position={[center[0], floor, center[2]]}
          rotation={[-Math.PI / 2, 0, 0]}
          scale={radius * 8}
          raycast={() => null}
        >
          <planeGeometry />
          <shadowMaterial opacity={0.5} />
        </mesh>
      )}
      <group ref={contents}>{children}</group>
    </group>
  )
}
