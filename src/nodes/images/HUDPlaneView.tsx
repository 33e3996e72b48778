import { useLayoutEffect, useMemo, useRef } from 'react'
import { DoubleSide, type Group, Mesh, MeshBasicMaterial, PlaneGeometry, type Side } from 'three'
import { useScene } from '../../scene/context.ts'
import { setColor } from '../colors.ts'
import { isSettable, sideOf } from '../materials.ts'
import { Overrides } from '../Overrides.ts'
import { useBoth } from '../useBoth.ts'
import type { ViewProps } from '../View.ts'
import { HudPlace, showToEye } from './HudPlace.ts'
import { useBeforeTheEyes, useSight } from './useSight.ts'

/** A plane that follows the view. What is inside it lies in the plane’s frame, in metres. */
export default function HUDPlaneView({ node, props, objectRef, report, children }: ViewProps<'HUDPlane'>) {
  const { scene } = useScene()
  const { mesh, place, overrides } = useMemo(makePlane, [])
  const root = useRef<Group>(null)

  useLayoutEffect(() => {
    const { material } = mesh
    material.visible = props.color !== undefined
    setColor(material.color, props.color, '#ffffff')
    material.opacity = Math.min(1, Math.max(0, props.opacity))
    material.transparent = props.opacity < 1
    material.wireframe = props.wireframe
    material.side = (sideOf(props.side) ?? DoubleSide) as Side
    const settings = Object.entries(props.material ?? {})
    const { problems } = overrides.apply(new Map(settings.filter(([name]) => isSettable(name))))
    const unknown = settings.filter(([name]) => !isSettable(name) && name !== 'color')
    const lines = [
      ...unknown.map(([name]) => `material.${name}: a plane has no such property`),
      ...[...problems].map(([name, problem]) => `material.${name}: ${problem}`),
    ]
    report('material', lines.join('; ') || null)
    material.needsUpdate = true
    scene.invalidate()
  })
  useLayoutEffect(
    () => () => {
      mesh.geometry.dispose()
      mesh.material.dispose()
    },
    [mesh],
  )

  useBeforeTheEyes(place.group, !props.fixed)
  useSight((sight) => {
    const { distanceToCamera, height = sight.heightAt(distanceToCamera), aspect = sight.aspect, fixed, layers } = props
    if (fixed) place.stay()
    else place.follow(sight, { distance: node.props.matrix === undefined ? distanceToCamera : 0 })
    mesh.scale.set(height * aspect, height, 1)
    root.current?.traverse((object) => showToEye(object, layers, sight))
  })

  return (
    <primitive object={place.group}>
      <group ref={useBoth(root, objectRef)}>
        <primitive object={mesh} raycast={ignoreRays} frustumCulled={false} />
        {children}
      </group>
    </primitive>
  )
}

function makePlane() {
  const material = new MeshBasicMaterial({ toneMapped: false })
  const mesh = new Mesh(new PlaneGeometry(1, 1), material)
  return { mesh, place: new HudPlace(), overrides: new Overrides(material) }
}

const ignoreRays = () => {}
