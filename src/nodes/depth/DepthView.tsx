import { use, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useScene } from '../../scene/context.ts'
import { setColor } from '../colors.ts'
import type { LoadImage } from '../textures.ts'
import type { PropsOf, ViewProps } from '../View.ts'
import { DepthCloud } from './DepthCloud.ts'
import { DetailContext } from './DetailContext.ts'
import { type DepthImage, decodeDepthPng } from './decodeDepthPng.ts'
import { depthPoints, type Pixels } from './depthPoints.ts'

type DepthProps = PropsOf<'DepthPointCloud'>

export default function DepthView({ node, props, objectRef, children, report }: ViewProps<'DepthPointCloud'>) {
  const { scene } = useScene()
  const { key } = node
  const cloud = useMemo(() => new DepthCloud(), [])
  const detail = use(DetailContext)
  useEffect(() => () => cloud.dispose(), [cloud])
  const shot = useShot(props, key, report)

  // The whole of the cloud follows from the pictures and the numbers beside them.
  const { depth: _depth, rgb: _rgb, pointSize, screenSpaceSizing, color, ...camera } = props
  const strides = detail?.lod.strides
  const settings = JSON.stringify([camera, strides])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settings` stands for the props that points are made from
  useLayoutEffect(() => {
    if (!shot) {
      cloud.show(undefined, undefined)
      scene.invalidate()
      return
    }
    cloud.updateWorldMatrix(true, false)
    const { positions, colors, levels } = depthPoints(shot.image, props, shot.pixels, cloud.matrixWorld, strides)
    cloud.showLevels(positions, colors, levels)
    setColor(cloud.material.color, colors ? undefined : color, '#ffffff')
    scene.invalidate()
  }, [cloud, scene, shot, settings, color])
  useLayoutEffect(() => {
    cloud.detail = detail
    scene.invalidate()
  }, [cloud, scene, detail])
  useLayoutEffect(() => {
    cloud.pointSize = pointSize
    cloud.isSizedInPixels = screenSpaceSizing
    scene.invalidate()
  }, [cloud, scene, pointSize, screenSpaceSizing])

  return (
    <primitive object={cloud} ref={objectRef}>
      {children}
    </primitive>
  )
}

interface Shot {
  readonly image: DepthImage
  readonly pixels: Pixels | undefined
}

/** What the camera saw last. The shot before stays until the new one is decoded; what comes late is thrown away. */
function useShot({ depth, rgb, width }: DepthProps, key: string, report: ViewProps['report']): Shot | undefined {
  const { scene, loadImage } = useScene()
  const [shot, setShot] = useState<Shot>()
  useEffect(() => {
    if (depth === undefined) return setShot(undefined)
    const loading = new AbortController()
    const finish = scene.beginLoading(key)
    const failed = (name: string, error: Error) => {
      if (!loading.signal.aborted) report(name, `${name}: could not be used (${error.message})`)
    }
    const take = async () => {
      const image = await readDepth(depth, width, loading.signal)
      report('depth', null)
      let pixels: Pixels | undefined
      if (rgb !== undefined) {
        try {
          pixels = await readPixels(rgb, image, loadImage, loading.signal)
          report('rgb', null)
        } catch (error) {
          failed('rgb', error as Error)
        }
      } else report('rgb', null)
      if (!loading.signal.aborted) setShot({ image, pixels })
    }
    take()
      .catch((error: Error) => failed('depth', error))
      .finally(finish)
    return () => loading.abort()
  }, [depth, rgb, width, key, scene, loadImage, report])
  return shot
}

async function readDepth(
  depth: NonNullable<DepthProps['depth']>,
  width: number | undefined,
  signal: AbortSignal,
): Promise<DepthImage> {
  if (depth instanceof Uint16Array || depth instanceof Float32Array) {
    const height = depth.length / (width ?? 0)
    if (width === undefined || !Number.isInteger(width) || !Number.isInteger(height)) {
      throw new Error(`${depth.length} numbers are no rows of width ${width}`)
    }
    return { width, height, values: depth }
  }
  if (depth instanceof Uint8Array) return decodeDepthPng(depth)
  const response = await fetch(depth, { signal })
  if (!response.ok) throw new Error(`${depth}: the server answered ${response.status}`)
  return decodeDepthPng(new Uint8Array(await response.arrayBuffer()))
}

/** The picture in the size of the depth image. */
async function readPixels(
  rgb: string | Uint8Array,
  { width, height }: DepthImage,
  loadImage: LoadImage,
  signal: AbortSignal,
): Promise<Pixels> {
  const bitmap = await loadImage(rgb, signal)
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('this browser cannot read pictures')
    // Textures begin with their lowest row, and so does this picture.
    context.setTransform(1, 0, 0, -1, 0, height)
    context.drawImage(bitmap, 0, 0, width, height)
    return context.getImageData(0, 0, width, height).data
  } finally {
    bitmap.close()
  }
}
