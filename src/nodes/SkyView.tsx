import { useEffect, useLayoutEffect, useMemo } from 'react'
import { Matrix3, Matrix4, Quaternion, type Vector3 } from 'three'
import { Sky } from 'three/addons/objects/Sky.js'
import { useScene, useSceneProps } from '../scene/context.ts'
import { turnFromY, upOf } from '../scene/placement.ts'
import type { ViewProps } from './View.ts'

const TOWARDS = 'vec3 direction = normalize( vWorldPosition - cameraPosition );'

/** three.js’ own sky, without its clouds, whichever way is up. */
function makeSky(): Sky {
  const sky = new Sky()
  const { material } = sky
  material.uniforms.cloudCoverage!.value = 0
  material.uniforms.yFromUp = { value: new Matrix3() }
  material.fragmentShader = `uniform mat3 yFromUp;\n${material.fragmentShader.replace(
    TOWARDS,
    TOWARDS.replace('normalize', 'yFromUp * normalize'),
  )}`
  return sky
}

export default function SkyView({ props, objectRef, children }: ViewProps<'Sky'>) {
  const { scene } = useScene()
  const up = upOf(useSceneProps())
  const sky = useMemo(makeSky, [])
  useEffect(
    () => () => {
      sky.geometry.dispose()
      sky.material.dispose()
    },
    [sky],
  )
  useLayoutEffect(() => {
    const { uniforms } = sky.material
    uniforms.turbidity!.value = props.turbidity
    uniforms.rayleigh!.value = props.rayleigh
    uniforms.mieCoefficient!.value = props.mieCoefficient
    uniforms.mieDirectionalG!.value = props.mieDirectionalG
    const yFromUp = turnFromY(up, new Quaternion()).invert()
    uniforms.yFromUp!.value.setFromMatrix4(new Matrix4().makeRotationFromQuaternion(yFromUp))
    const sun: Vector3 = uniforms.sunPosition!.value
    if (props.sunPosition) sun.fromArray(props.sunPosition).applyQuaternion(yFromUp)
    else sunAt(props.inclination, props.azimuth, sun)
    sky.scale.setScalar(props.distance)
    scene.invalidate()
  })
  return (
    <group ref={objectRef}>
      <primitive object={sky} />
      {children}
    </group>
  )
}

function sunAt(inclination: number, azimuth: number, into: Vector3): Vector3 {
  const rise = Math.PI * (inclination - 0.5)
  const turn = 2 * Math.PI * (azimuth - 0.5)
  return into.set(Math.cos(turn), Math.sin(rise), Math.sin(turn))
}
