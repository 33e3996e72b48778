import { useRef } from 'react'
import {
  type DirectionalLight,
  type HemisphereLight,
  type Light,
  type Object3D,
  type PointLight,
  Quaternion,
  type SpotLight,
} from 'three'
import type { Tag } from '../../protocol/index.ts'
import { lazyPart } from '../page/lazyPart.tsx'
import { isMoved, turnFromY } from '../scene/placement.ts'
import { aimLocally } from './aim.ts'
import { setColor } from './colors.ts'
import { lazyView } from './lazyView.tsx'
import { liveColor, liveNumber } from './liveValues.ts'
import { useBoth } from './useBoth.ts'
import { useShadow } from './useShadow.ts'
import { useTargetOf } from './useTargetOf.ts'
import type { LiveApplier, RawProps, View, ViewProps } from './View.ts'

const intensity = (fallback: number) => liveNumber<Light>('intensity', fallback, { least: 0 })
const color = liveColor<Light>('color', '#ffffff')

const LightHelper = lazyPart(async () => ({ default: (await import('./lightMarks.tsx')).LightHelper }))
const Bulb = lazyPart(async () => ({ default: (await import('./lightMarks.tsx')).Bulb }))
const AreaOutline = lazyPart(async () => ({ default: (await import('./lightMarks.tsx')).AreaOutline }))

/** A light that nobody placed stands one metre above the origin, as in three.js. */
function aboveUnlessMoved(object: Object3D, props: RawProps, up: readonly number[]): void {
  if (!isMoved(props)) object.position.fromArray(up as number[]).normalize()
}

function AmbientLightView({ objectRef, children }: ViewProps<'AmbientLight'>) {
  return <ambientLight ref={objectRef}>{children}</ambientLight>
}
export const ambientLight: View<'AmbientLight'> = {
  component: AmbientLightView,
  live: { color, intensity: intensity(0.5) },
}

/** The same light with another strength where none is written. */
export const withStrength = <T extends Tag>(view: { readonly live?: object }, strength: number): View<T> =>
  ({ ...view, live: { ...view.live, intensity: intensity(strength) } }) as unknown as View<T>

function DirectionalLightView({ props, objectRef, children, report }: ViewProps<'DirectionalLight'>) {
  const light = useShadow<DirectionalLight>(props.dashed, report)
  const ref = useBoth(light, objectRef)
  const target = useTargetOf(light)
  return (
    <>
      <object3D ref={target} />
      <directionalLight ref={ref} castShadow={props.castShadow}>
        {children}
      </directionalLight>
      {props.helper && <LightHelper of={light} kind="directional" />}
    </>
  )
}
export const directionalLight: View<'DirectionalLight'> = {
  component: DirectionalLightView,
  live: { color, intensity: intensity(0.5) },
  settle: aboveUnlessMoved,
}

function PointLightView({ props, objectRef, children, report }: ViewProps<'PointLight'>) {
  const light = useShadow<PointLight>(props.dashed, report)
  const ref = useBoth(light, objectRef)
  return (
    <>
      <pointLight ref={ref} castShadow={props.castShadow} distance={props.distance} decay={props.decay}>
        {props.showSphere && <Bulb of={light} radius={props.radius} />}
        {children}
      </pointLight>
      {props.helper && <LightHelper of={light} kind="point" size={props.radius} />}
    </>
  )
}

export const pointLight: View<'PointLight'> = {
  component: PointLightView,
  live: { color, intensity: intensity(20) },
}

function SpotLightView({ props, objectRef, children, report }: ViewProps<'SpotLight'>) {
  const light = useShadow<SpotLight>(props.dashed, report)
  const ref = useBoth(light, objectRef)
  const target = useTargetOf(light)
  return (
    <>
      <object3D ref={target} />
      <spotLight
        ref={ref}
        castShadow={props.castShadow}
        distance={props.distance}
        angle={props.angle}
        penumbra={props.penumbra}
        decay={props.decay}
      >
        {children}
      </spotLight>
      {props.helper && <LightHelper of={light} kind="spot" />}
    </>
  )
}
export const spotLight: View<'SpotLight'> = {
  component: SpotLightView,
  live: { color, intensity: intensity(0.5) },
  settle: aboveUnlessMoved,
}

function HemisphereLightView({ props, objectRef, children }: ViewProps<'HemisphereLight'>) {
  const light = useRef<HemisphereLight>(null)
  const ref = useBoth(light, objectRef)
  return (
    <>
      <hemisphereLight ref={ref}>{children}</hemisphereLight>
      {props.helper && <LightHelper of={light} kind="hemisphere" />}
    </>
  )
}
/** `color` and `skyColor` mean the same; the one that says more wins. */
const skyColor: LiveApplier = (object, _value, props) =>
  setColor((object as HemisphereLight).color, props.skyColor ?? props.color, '#ffffff')
export const hemisphereLight: View<'HemisphereLight'> = {
  component: HemisphereLightView,
  live: {
    color: skyColor,
    skyColor,
    groundColor: liveColor<HemisphereLight>('groundColor', '#ffffff'),
    intensity: intensity(1),
  },
  settle: aboveUnlessMoved,
}

/** The tables that area lights need are large: they come with the first of them. */
const RectAreaLightView = lazyView(async () => {
  const { RectAreaLightUniformsLib } = await import('three/addons/lights/RectAreaLightUniformsLib.js')
  RectAreaLightUniformsLib.init()
  return { default: RectAreaLightPart }
})
function RectAreaLightPart({ props, objectRef, children }: ViewProps<'RectAreaLight'>) {
  const { width, height } = props
  return (
    <rectAreaLight ref={objectRef} width={width} height={height}>
      {props.helper && <AreaOutline width={width} height={height} />}
      {children}
    </rectAreaLight>
  )
}

export const rectAreaLight: View<'RectAreaLight'> = {
  component: RectAreaLightView,
  live: { color, intensity: intensity(1) },
  placedBy: ['lookAt'],
  settle: aimLocally,
}

/** Daylight from above, whichever way that is. */
function HemisphereLightStageView({ objectRef, children }: ViewProps<'HemisphereLightStage'>) {
  const sun = useRef<DirectionalLight>(null)
  const target = useTargetOf(sun)
  return (
    <group ref={objectRef}>
      <hemisphereLight args={['#ffffff', '#000000', 1]} position={[0, 1, 0]} />
      <object3D ref={target} />
      <directionalLight
        ref={sun}
        position={[4, 10, 1]}
        intensity={1}
        castShadow
        shadow-mapSize={[2048, 2048]}
        shadow-normalBias={0.02}
      />
      {children}
    </group>
  )
}
const turn = new Quaternion()
export const hemisphereLightStage: View<'HemisphereLightStage'> = {
  component: HemisphereLightStageView,
  settle: (object, _props, up) => {
    object.quaternion.copy(turnFromY(up, turn))
  },
}

/** Light from everywhere, and a sun. */
function AmbientLightStageView({ objectRef, children }: ViewProps<'AmbientLightStage'>) {
  const sun = useRef<DirectionalLight>(null)
  const target = useTargetOf(sun)
  return (
    <group ref={objectRef}>
      <ambientLight intensity={0.2} />
      <object3D ref={target} />
      <directionalLight
        ref={sun}
        position={[5, 30, 5]}
        intensity={1}
        castShadow
        shadow-mapSize={[2048, 2048]}
        shadow-normalBias={0.02}
      />
      {children}
    </group>
  )
}
export const stage: View<'Stage'> = { component: lazyView(() => import('./StageView.tsx')) }
export const ambientLightStage: View<'AmbientLightStage'> = {
  component: AmbientLightStageView,
  settle: (object, _props, up) => {
    object.quaternion.copy(turnFromY(up, turn))
  },
}
