import { useFrame } from '@react-three/fiber'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Box3, type Group, Sphere, type SpotLight } from 'three'
import { useScene } from '../scene/context.ts'
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

/** How often what stands on the stage is measured anew, in seconds. */
const MEASURED_EVERY = 0.5
/** Part of the radius by which it has to change before the lamps move. */
const NOTICED = 0.02

interface Extent {
  readonly center: readonly [number, number, number]
  readonly radius: number
  readonly floor: number
}

/** How much room the children take, in the frame of the stage. */
function useExtent() {
  const contents = useRef<Group>(null)
  const [extent, setExtent] = useState<Extent>({ center: [0, 0, 0], radius: 1, floor: -1 })
  const due = useRef(0)
  const { scene } = useScene()
  useFrame(({ clock }) => {
    const now = clock.elapsedTime
    if (!contents.current || now < due.current) return
    due.current = now + MEASURED_EVERY
    const box = boundsOf(contents.current)
    if (box.isEmpty()) return
    const { center, radius } = box.getBoundingSphere(new Sphere())
    const next = { center: center.toArray(), radius: Math.max(radius, 0.01), floor: box.min.y }
    const differs = [...next.center, next.radius, next.floor].some((value, index) => {
      const before = [...extent.center, extent.radius, extent.floor][index]!
      return Math.abs(value - before) > NOTICED * next.radius
    })
    if (!differs) return
    setExtent(next)
    scene.invalidate()
  })
  return { contents, extent }
}

function boundsOf(contents: Group): Box3 {
  const box = new Box3().setFromObject(contents)
  const { parent } = contents
  return box.isEmpty() || !parent ? box : box.applyMatrix4(parent.matrixWorld.clone().invert())
}

export default function StageView({ props, objectRef, children }: ViewProps<'Stage'>) {
  const { look } = useScene()
  const { contents, extent } = useExtent()
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
  const { center, radius, floor } = extent
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
