import { useLayoutEffect, useMemo, useRef } from 'react'
import { type Group, type Material, Mesh, PlaneGeometry } from 'three'
import { useScene } from '../../scene/context.ts'
import { Body, BodyContext } from '../Body.ts'
import { paintColor, paintOpacity } from '../paintedSurface.ts'
import { useBoth } from '../useBoth.ts'
import { useSurfaceMaterial } from '../useSurfaceMaterial.ts'
import type { ViewProps } from '../View.ts'
import { HudPlace, showToEye } from './HudPlace.ts'
import { useBeforeTheEyes, useSight } from './useSight.ts'

/** A plane that follows the view. What is inside it lies in the plane’s frame, in metres; a material there is the plane’s. */
export default function HUDPlaneView({ node, props, objectRef, report, children }: ViewProps<'HUDPlane'>) {
  const { scene } = useScene()
  const { color, opacity, material: written, wireframe, dashed } = props
  const side = SIDES[props.side]
  const material = useSurfaceMaterial(
    node.key,
    { materialType: 'basic', material: written, color, wireframe, side, dashed },
    report,
  )
  const { mesh, place, body } = useMemo(() => makePlane(material), [material])
  const root = useRef<Group>(null)

  useLayoutEffect(() => {
    // Without anything to show, there is no plane: only what is inside it.
    const hasLook = color !== undefined || written?.color !== undefined || Boolean(written?.map)
    material.visible = hasLook && written?.visible !== false
    paintColor(material as Material, color, { material: written })
    paintOpacity(material, opacity, { material: written })
    scene.invalidate()
  })
  useLayoutEffect(() => () => mesh.geometry.dispose(), [mesh])

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
        <BodyContext value={body}>{children}</BodyContext>
      </group>
    </primitive>
  )
}

const SIDES = { 0: 'front', 1: 'back', 2: 'double', front: 'front', back: 'back', double: 'double' } as const

function makePlane(material: Material) {
  const mesh = new Mesh(new PlaneGeometry(1, 1), material)
  return { mesh, place: new HudPlace(), body: new Body(mesh as never) }
}

const ignoreRays = () => {}
