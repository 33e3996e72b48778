import { useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import {
  ACESFilmicToneMapping,
  AgXToneMapping,
  CineonToneMapping,
  Color,
  CustomToneMapping,
  Fog,
  FogExp2,
  LinearToneMapping,
  NeutralToneMapping,
  NoToneMapping,
  ReinhardToneMapping,
  type Texture,
  type ToneMapping,
} from 'three'
import { resolveProps, sceneDeclaration, type ToneMappingName } from '../../protocol/index.ts'
import { colorProblems, isColor, setColor } from '../nodes/colors.ts'
import type { Claims } from './Claims.ts'
import { useScene, useSceneProps } from './context.ts'
import { isRoomShown, onSessionChange } from './roomShown.ts'

const DARK = '#131416'
/** Where problems of the scene itself are listed: no node can have this key. */
const SCENE = ''

/** What surrounds the scene, and how its light becomes a picture. */
export function StageLook() {
  return (
    <>
      <StageBackground />
      <StageSurroundings />
      <StageAir />
      <StageTone />
      <StageFrames />
      <SceneProblems />
    </>
  )
}

/** What surrounds a scene that is drawn over another: nothing, unless it says so itself. */
export function OverlayLook() {
  return (
    <>
      <StageBackground isOverlay />
      <StageSurroundings />
      <StageAir />
    </>
  )
}

const useClaimed = <Value,>({ subscribe, get }: Claims<Value>) => useSyncExternalStore(subscribe, get)

/** What is behind everything; nothing at all where the room shows through. */
function StageBackground({ isOverlay = false }: { isOverlay?: boolean }) {
  const { scene, look } = useScene()
  const { background: written } = useSceneProps()
  const claimed = useClaimed(look.background)
  const target = useThree((state) => state.scene)
  const xr = useThree((state) => state.gl.xr)
  useEffect(() => {
    const { color, texture } = { color: written as unknown, texture: undefined, ...claimed } as {
      color: unknown
      texture?: Texture
    }
    const behind = texture ?? new Color()
    if (behind instanceof Color) setColor(behind, color, DARK)
    const show = () => {
      target.background = isRoomShown(xr) || (isOverlay && !claimed) ? null : behind
      scene.invalidate()
    }
    if (claimed && 'texture' in claimed) {
      target.backgroundBlurriness = claimed.blurriness
      target.backgroundIntensity = claimed.intensity
      target.backgroundRotation.set(claimed.rotation[0]!, claimed.rotation[1]!, claimed.rotation[2]!)
    }
    show()
    const stop = onSessionChange(xr, show)
    return () => {
      stop()
      target.background = null
      target.backgroundBlurriness = 0
      target.backgroundIntensity = 1
      target.backgroundRotation.set(0, 0, 0)
    }
  }, [written, claimed, isOverlay, scene, target, xr])
  return claimed && 'texture' in claimed && !claimed.isAround ? <FillView texture={claimed.texture} /> : null
}

/** A picture across the view fills it and keeps its proportions. */
function FillView({ texture }: { texture: Texture }) {
  const { scene } = useScene()
  const aspect = useThree((state) => (state.size.height > 0 ? state.size.width / state.size.height : 1))
  useLayoutEffect(() => {
    const { width, height } = texture.image as { width: number; height: number }
    const wider = aspect / (width / height)
    texture.repeat.set(Math.min(wider, 1), Math.min(1 / wider, 1))
    texture.offset.set((1 - texture.repeat.x) / 2, (1 - texture.repeat.y) / 2)
    texture.updateMatrix()
    scene.invalidate()
  }, [texture, aspect, scene])
  return null
}

function StageSurroundings() {
  const { scene, look } = useScene()
  const claimed = useClaimed(look.surroundings)
  const target = useThree((state) => state.scene)
  useEffect(() => {
    if (!claimed) return
    target.environment = claimed.texture
    target.environmentIntensity = claimed.intensity
    target.environmentRotation.set(claimed.rotation[0]!, claimed.rotation[1]!, claimed.rotation[2]!)
    scene.invalidate()
    return () => {
      target.environment = null
      target.environmentIntensity = 1
      target.environmentRotation.set(0, 0, 0)
      scene.invalidate()
    }
  }, [claimed, target, scene])
  return null
}

function StageAir() {
  const { scene, look } = useScene()
  const air = useClaimed(look.air)
  const target = useThree((state) => state.scene)
  useEffect(() => {
    if (!air) return
    const fog = 'density' in air ? new FogExp2(0, air.density) : new Fog(0, air.near, air.far)
    setColor(fog.color, air.color, '#ffffff')
    target.fog = fog
    scene.invalidate()
    return () => {
      target.fog = null
      scene.invalidate()
    }
  }, [air, target, scene])
  return null
}

const TONE_MAPPINGS: Readonly<Record<ToneMappingName, ToneMapping>> = {
  none: NoToneMapping,
  linear: LinearToneMapping,
  Reinhard: ReinhardToneMapping,
  Cineon: CineonToneMapping,
  'ACE Film': ACESFilmicToneMapping,
  AgX: AgXToneMapping,
  Neutral: NeutralToneMapping,
  custom: CustomToneMapping,
}

function StageTone() {
  const { scene } = useScene()
  const { toneMapping, toneMappingExposure } = useSceneProps()
  const gl = useThree((state) => state.gl)
  // After each render: R3F sets its own whenever the canvas is set up.
  useLayoutEffect(() => {
    const wanted = TONE_MAPPINGS[toneMapping]
    if (gl.toneMapping === wanted && gl.toneMappingExposure === toneMappingExposure) return
    gl.toneMapping = wanted
    gl.toneMappingExposure = toneMappingExposure
    scene.invalidate()
  })
  return null
}

function StageFrames() {
  const { frameloop } = useSceneProps()
  const get = useThree((state) => state.get)
  useEffect(() => {
    if (frameloop === 'demand') return
    const before = get().frameloop
    get().setFrameloop(frameloop)
    return () => get().setFrameloop(before)
  }, [frameloop, get])
  return null
}

/** What is wrong with the props of the scene itself. */
function SceneProblems() {
  const { scene } = useScene()
  const written = useSyncExternalStore(scene.subscribeSceneProps, () => scene.sceneProps)
  useEffect(() => {
    const problems = [...resolveProps(sceneDeclaration, written).problems, ...colorProblems(written)]
    if (written.background !== undefined && !isColor(written.background)) {
      problems.push(`background: ${JSON.stringify(written.background)} is not a colour`)
    }
    scene.problems.report(SCENE, 'props', problems.length > 0 ? `Scene: ${problems.join('; ')}` : null)
  }, [scene, written])
  return null
}
