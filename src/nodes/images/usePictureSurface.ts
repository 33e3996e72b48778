import { useFrame } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Object3D } from 'three'
import { useScene } from '../../scene/context.ts'
import { sideOf } from '../materials.ts'
import type { ViewProps } from '../View.ts'
import { decodePicture } from './decodePicture.ts'
import { PictureSets } from './PictureSets.ts'
import { type PictureLook, type PictureRole, PictureSurface } from './PictureSurface.ts'
import { surfacesOf } from './surfaces.ts'

interface Options {
  placeholder: boolean
  /** The props that the pictures come from. */
  names: Readonly<Record<PictureRole, string>>
  look: Omit<PictureLook, 'side'> & { side: unknown }
  /** Another picture is shown, perhaps of another size. */
  onPicture?: () => void
}

/** The surface of a node, and the ref for its root object: pictures that come for the node show on the surface. */
export function usePictureSurface(
  { node: { key }, objectRef, report }: Pick<ViewProps, 'node' | 'objectRef' | 'report'>,
  { placeholder, names, look, onPicture }: Options,
) {
  const { scene, loadImage } = useScene()
  const current = useRef(onPicture)
  const currentNames = useRef(names)
  const surface = useMemo(
    () =>
      new PictureSurface({
        placeholder,
        sets: setsOf(scene),
        propOf: (role) => currentNames.current[role],
        report,
        decode: (source, signal) => decodePicture(source, signal, loadImage),
        beginLoading: () => scene.beginLoading(key),
        onChange: () => {
          current.current?.()
          scene.invalidate()
        },
      }),
    [placeholder, report, loadImage, scene, key],
  )
  useFrame(() => setsOf(scene).frame())
  useLayoutEffect(() => {
    current.current = onPicture
    currentNames.current = names
    surface.look({ ...look, side: (sideOf(look.side) ?? 2) as PictureLook['side'] })
    onPicture?.()
  })
  useEffect(() => () => surface.dispose(), [surface])
  const ref = useMemo(
    () => (object: Object3D | null) => {
      if (object) surfacesOf.set(object, surface)
      return objectRef(object)
    },
    [surface, objectRef],
  )
  return { surface, ref }
}

const sets = new WeakMap<object, PictureSets>()

/** Those of all pictures of one scene. */
function setsOf(scene: object): PictureSets {
  const known = sets.get(scene)
  if (known) return known
  const made = new PictureSets()
  sets.set(scene, made)
  return made
}
