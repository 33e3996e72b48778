import { useEffect, useState } from 'react'
import type { Texture } from 'three'
import { useScene } from '../scene/context.ts'
import { disposePanorama, loadPanorama } from './panoramas.ts'
import { nameOf, type TextureSource } from './textures.ts'
import type { ViewProps } from './View.ts'

/**
 * The picture from this source once it is there. One that gets another source stays until the new one has come; what
 * comes late is thrown away. `about` is the prop that is told when it cannot be loaded.
 */
export function usePanorama(
  key: string,
  source: TextureSource | undefined,
  about: string,
  report: ViewProps['report'],
): Texture | undefined {
  const { scene, loadImage } = useScene()
  const [shown, setShown] = useState<Texture>()

  useEffect(() => {
    if (source === undefined) {
      setShown(undefined)
      return
    }
    const loading = new AbortController()
    const finish = scene.beginLoading(key)
    loadPanorama(source, loading.signal, loadImage)
      .then(
        (texture) => {
          if (loading.signal.aborted) disposePanorama(texture)
          else setShown(texture)
        },
        (error: unknown) => {
          if (loading.signal.aborted) return
          const reason = error instanceof Error ? error.message : String(error)
          report(about, `${about}: ${nameOf(source)}: could not be loaded (${reason})`)
          setShown(undefined)
        },
      )
      .finally(finish)
    return () => {
      loading.abort()
      report(about, null)
    }
  }, [source, about, scene, key, loadImage, report])

  useEffect(() => (shown ? () => disposePanorama(shown) : undefined), [shown])
  return shown
}
