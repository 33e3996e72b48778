import { useEffect, useMemo } from 'react'
import { Mesh, PlaneGeometry, ShaderMaterial, type Texture, Vector2 } from 'three'
import { HudPlace } from '../images/HudPlace.ts'
import { useSight } from '../images/useSight.ts'
import { FEEDBACK_LAYER } from '../interaction/Glow.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** Parts of the view’s height. In a headset the corners of the view are hard to look at. */
const HEIGHT = 0.28
const MARGIN = 0.03
const WITHIN = { desktop: 1, headset: 0.55 } as const

interface MonitorProps {
  texture: () => Texture | null
  aspect: number
  origin: Corner
  distance: number
}

/** What a sensor sees, in a corner of the view. */
export function Monitor({ texture, aspect, origin, distance }: MonitorProps) {
  const { mesh, place } = useMemo(makeMonitor, [])
  useFeedbackLayer()
  useEffect(
    () => () => {
      mesh.geometry.dispose()
      mesh.material.dispose()
    },
    [mesh],
  )
  useSight((sight) => {
    const map = texture()
    mesh.visible = map !== null
    mesh.material.uniforms.map!.value = map
    place.follow(sight, { distance })
    const full = sight.heightAt(distance) * (sight.isPresenting ? WITHIN.headset : WITHIN.desktop)
    const height = full * HEIGHT
    const width = height * aspect
    const [vertical, horizontal] = origin.split('-')
    const right = Math.max(0, (full * sight.aspect - width) / 2 - full * MARGIN)
    const up = (full - height) / 2 - full * MARGIN
    mesh.position.set(horizontal === 'left' ? -right : right, vertical === 'top' ? up : -up, 0)
    mesh.scale.set(width, height, 1)
    mesh.material.uniforms.border!.value.set(0.012 / aspect, 0.012)
  })
  return (
    <primitive object={place.group}>
      <primitive object={mesh} />
    </primitive>
  )
}

/** The colours of the texture are already those of the screen. */
function makeMonitor() {
  const material = new ShaderMaterial({
    uniforms: { map: { value: null }, border: { value: new Vector2() } },
    vertexShader: `
varying vec2 at;
void main() {
  at = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`,
    fragmentShader: `
uniform sampler2D map;
uniform vec2 border;
varying vec2 at;
void main() {
  bool isInside = all(greaterThan(at, border)) && all(lessThan(at, 1.0 - border));
  gl_FragColor = isInside ? vec4(texture2D(map, at).rgb, 1.0) : vec4(1.0, 0.667, 0.0, 1.0);
}`,
    depthTest: false,
    depthWrite: false,
    transparent: true,
    toneMapped: false,
  })
  const mesh = new Mesh(new PlaneGeometry(1, 1), material)
  mesh.renderOrder = 1000
  mesh.frustumCulled = false
  mesh.raycast = () => {}
  mesh.layers.set(FEEDBACK_LAYER)
  return { mesh, place: new HudPlace() }
}
