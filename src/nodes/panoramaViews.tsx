import { useEffect, useMemo } from 'react'
import { EquirectangularReflectionMapping, type Texture, UVMapping } from 'three'
import { useScene } from '../scene/context.ts'
import { asSurroundings, isPanoramic } from './panoramas.ts'
import { presetPanorama } from './presetPanorama.ts'
import type { TextureSource } from './textures.ts'
import { usePanorama } from './usePanorama.ts'
import type { ViewProps } from './View.ts'

const UNTURNED: readonly number[] = [0, 0, 0]

export function EnvironmentView({ node, props, children, report }: ViewProps<'Environment'>) {
  const { look } = useScene()
  const source = sourceOf(node.props.files) ?? sourceOf(node.props.src)
  const loaded = usePanorama(node.key, source, props.files === undefined ? 'src' : 'files', report)
  const { preset, background, environmentIntensity, backgroundIntensity } = props
  // A file that is on its way, or that cannot come, leaves the scene lit.
  const made = useMemo(() => (loaded ? undefined : presetPanorama(preset)), [loaded, preset])
  useEffect(() => () => made?.dispose(), [made])
  const texture = useMemo(() => asSurroundings((loaded ?? made) as Texture), [loaded, made])
  const isHidden = node.props.visible === false || node.props.hide === true
  const rotation = props.environmentRotation.join()
  const behind = (props.backgroundRotation ?? props.environmentRotation).join()
  const blurriness = props.backgroundBlurriness ?? props.blur
  useEffect(() => {
    if (isHidden || background === 'only') return
    return look.surroundings.hold({ texture, intensity: environmentIntensity, rotation: numbersOf(rotation) })
  }, [look, texture, environmentIntensity, rotation, background, isHidden])
  useEffect(() => {
    if (isHidden || background === false) return
    const intensity = backgroundIntensity
    return look.background.hold({ texture, isAround: true, blurriness, intensity, rotation: numbersOf(behind) })
  }, [look, texture, background, blurriness, backgroundIntensity, behind, isHidden])
  return children
}

export function SceneBackgroundView({ node, props, children, report }: ViewProps<'SceneBackground'>) {
  const { look } = useScene()
  const texture = usePanorama(node.key, sourceOf(node.props.src), 'src', report)
  const { geometry, backgroundIntensity: intensity, backgroundBlurriness: blurriness } = props
  const isHidden = node.props.visible === false || node.props.hide === true
  const rotation = props.backgroundRotation.join()
  useEffect(() => {
    if (!texture || isHidden) return
    const isAround = geometry === 'sphere' || (geometry === 'auto' && isPanoramic(texture))
    texture.mapping = isAround ? EquirectangularReflectionMapping : UVMapping
    const turned = isAround ? numbersOf(rotation) : UNTURNED
    return look.background.hold({ texture, isAround, blurriness, intensity, rotation: turned })
  }, [look, texture, geometry, intensity, blurriness, rotation, isHidden])
  return children
}

/** A source by identity: a prop that was checked may be another value each time. */
const sourceOf = (value: unknown): TextureSource | undefined =>
  (typeof value === 'string' && value !== '') || value instanceof Uint8Array ? value : undefined

const numbersOf = (joined: string): number[] => joined.split(',').map(Number)
