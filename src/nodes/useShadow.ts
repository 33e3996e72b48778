import { useEffect, useLayoutEffect, useRef } from 'react'
import type { DirectionalLight, PerspectiveCamera, PointLight, SpotLight } from 'three'
import { useScene } from '../scene/context.ts'
import { Overrides } from './Overrides.ts'
import type { ViewProps } from './View.ts'

type ShadowLight = DirectionalLight | SpotLight | PointLight

const SHADOW_PROPS: ReadonlySet<string> = new Set([
  'mapSize',
  'bias',
  'normalBias',
  'radius',
  'blurSamples',
  'intensity',
])
const CAMERA_PROPS: ReadonlySet<string> = new Set(['near', 'far', 'left', 'right', 'top', 'bottom', 'fov', 'zoom'])
/** Metres along a surface's normal: enough that it throws no stripes onto itself, too little to be seen. */
const NORMAL_BIAS = 0.02
const SHADOW = 'shadow-'
const CAMERA = 'shadow-camera-'

/** Sets up a light's shadow from dashed props: `shadow-mapSize`, `shadow-camera-far`, …. Gives the ref of the light. */
export function useShadow<L extends ShadowLight>(
  dashed: Readonly<Record<string, unknown>>,
  report: ViewProps['report'],
) {
  const { scene } = useScene()
  const light = useRef<L>(null)
  const overrides = useRef<{ of: L; shadow: Overrides; camera: Overrides }>(null)
  useLayoutEffect(() => {
    const object = light.current
    if (!object) return
    const { shadow } = object
    if (overrides.current?.of !== object) {
      shadow.normalBias = NORMAL_BIAS
      overrides.current = { of: object, shadow: new Overrides(shadow), camera: new Overrides(shadow.camera) }
    }
    const { onShadow, onCamera, problems } = sorted(dashed)
    const { x, y } = shadow.mapSize
    const shadowOutcome = overrides.current.shadow.apply(onShadow)
    const cameraOutcome = overrides.current.camera.apply(onCamera)
    for (const [name, problem] of shadowOutcome.problems) problems.push(`${SHADOW}${name}: ${problem}`)
    for (const [name, problem] of cameraOutcome.problems) problems.push(`${CAMERA}${name}: ${problem}`)
    if (cameraOutcome.changed) (shadow.camera as PerspectiveCamera).updateProjectionMatrix()
    if (shadow.mapSize.x !== x || shadow.mapSize.y !== y) {
      shadow.map?.dispose()
      shadow.map = null
    }
    if (shadowOutcome.changed || cameraOutcome.changed) scene.invalidate()
    report('shadow', problems.length > 0 ? problems.join('; ') : null)
  })
  useEffect(() => () => report('shadow', null), [report])
  return light
}

function sorted(dashed: Readonly<Record<string, unknown>>) {
  const onShadow = new Map<string, unknown>()
  const onCamera = new Map<string, unknown>()
  const problems: string[] = []
  for (const [name, value] of Object.entries(dashed)) {
    if (name.startsWith(CAMERA) && CAMERA_PROPS.has(name.slice(CAMERA.length))) {
      onCamera.set(name.slice(CAMERA.length), value)
    } else if (name.startsWith(SHADOW) && SHADOW_PROPS.has(name.slice(SHADOW.length))) {
      onShadow.set(name.slice(SHADOW.length), value)
    } else problems.push(`${name}: lights have no such property`)
  }
  return { onShadow, onCamera, problems }
}
