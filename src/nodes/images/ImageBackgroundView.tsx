import { useMemo } from 'react'
import type { ViewProps } from '../View.ts'
import { HudPlace, showToEye } from './HudPlace.ts'
import { usePictureSurface } from './usePictureSurface.ts'
import { useBeforeTheEyes, useSight } from './useSight.ts'

/** Equirectangular pictures have this shape, within rounding. */
const isTwiceAsWide = (aspect: number | undefined) => aspect !== undefined && Math.abs(aspect - 2) < 0.01

/** A picture that follows the view and fills it. */
export default function ImageBackgroundView(view: ViewProps<'ImageBackground'>) {
  const { node, props, children } = view
  const place = useMemo(() => new HudPlace(), [])
  const { surface, ref } = usePictureSurface(view as never, { placeholder: false, names: NAMES, look: props })
  useBeforeTheEyes(place.group, !props.fixed)

  useSight((sight) => {
    const { distanceToCamera, height = sight.heightAt(distanceToCamera), aspect, fixed, layers, geometry } = props
    const isSphere = geometry === 'sphere' || (geometry === 'auto' && isTwiceAsWide(surface.aspect))
    if (fixed) place.stay()
    else {
      const isPlaced = isSphere || node.props.matrix !== undefined
      place.follow(sight, { distance: isPlaced ? 0 : distanceToCamera, level: isSphere })
    }
    if (isSphere) surface.asSphere(distanceToCamera)
    else surface.asPlane(height * (aspect ?? surface.aspect ?? 1), height)
    surface.depth(props.depthScale, props.depthBias)
    showToEye(surface.mesh, layers, sight)
  })

  return (
    <primitive object={place.group}>
      <group ref={ref}>
        <primitive object={surface.mesh} raycast={ignoreRays} frustumCulled={false} />
        {children}
      </group>
    </primitive>
  )
}

/** What fills the view would be in the way of every pointer. */
const ignoreRays = () => {}

const NAMES = { color: 'src', alpha: 'alphaSrc', depth: 'depthSrc' } as const
