import type { Matrix4 } from 'three'
import type { PropsOf } from '../View.ts'
import { colorTable } from './colorMaps.ts'
import type { DepthImage } from './decodeDepthPng.ts'

/** Red, green, blue and alpha of a picture as large as the depth image. */
export type Pixels = Uint8ClampedArray

/** How many of the first points are there, if only each so many pixels of a row and of a column are taken. */
export interface DepthLevel {
  readonly stride: number
  readonly count: number
}

/**
 * Where a camera’s pixels are in the frame of the node, and which colour each has; without colours, there is one for all.
 * With `strides`, the points of the largest come first, then what the next one adds; at last come all others.
 */
export function depthPoints(
  { width, height, values }: DepthImage,
  props: PropsOf<'DepthPointCloud'>,
  pixels: Pixels | undefined,
  worldFromNode: Matrix4,
  strides: readonly number[] = [1],
): { positions: Float32Array; colors: Uint8Array | undefined; levels: readonly DepthLevel[] } {
  const { depthUnit, depthMin, depthMax, minY = -Infinity, maxY = Infinity, cmap, colorMode } = props
  const focal = height / 2 / Math.tan((props.fov * Math.PI) / 360)
  const { fx = focal, fy = focal, cx = (width - 1) / 2, cy = (height - 1) / 2 } = props
  const isOfHeight = colorMode === 'localY' || colorMode === 'worldY'
  const [from, to] = isOfHeight ? [props.heightMin, props.heightMax] : [depthMin, depthMax]
  const table = pixels || cmap === 'none' ? undefined : colorTable(cmap)
  const [m1, m5, m9, m13] = [1, 5, 9, 13].map((at) => worldFromNode.elements[at]!) as [number, number, number, number]

  const positions = new Float32Array(3 * width * height)
  const colors = pixels || table ? new Uint8Array(3 * width * height) : undefined
  const levels: DepthLevel[] = []
  let count = 0
  const take = (index: number) => {
    const depth = values[index]! * depthUnit
    // A missing number is neither below nor above.
    if (!(depth >= depthMin && depth <= depthMax) || depth === 0) return
    const x = (((index % width) - cx) / fx) * depth
    const y = -((Math.floor(index / width) - cy) / fy) * depth
    if (y < minY || y > maxY) return
    const at = 3 * count
    positions[at] = x
    positions[at + 1] = y
    positions[at + 2] = -depth
    if (pixels) for (let channel = 0; channel < 3; channel += 1) colors![at + channel] = pixels[4 * index + channel]!
    else if (table) {
      let value = depth
      if (colorMode === 'camDist') value = Math.sqrt(x * x + y * y + depth * depth)
      else if (colorMode === 'localY') value = y
      else if (colorMode === 'worldY') value = m1 * x + m5 * y - m9 * depth + m13
      const share = Math.min(Math.max((value - from) / (to - from || 1), 0), 1)
      const entry = 3 * Math.round(share * 255)
      for (let channel = 0; channel < 3; channel += 1) colors![at + channel] = table[entry + channel]!
    }
    count += 1
  }
  const order = [...new Set([...strides, 1])].sort((a, b) => b - a)
  for (const [pass, stride] of order.entries()) {
    const taken = order.slice(0, pass)
    for (let row = 0; row < height; row += stride) {
      for (let column = 0; column < width; column += stride) {
        if (!taken.some((before) => row % before === 0 && column % before === 0)) take(row * width + column)
      }
    }
    levels.push({ stride, count })
  }
  return { positions: positions.subarray(0, 3 * count), colors: colors?.subarray(0, 3 * count), levels }
}
