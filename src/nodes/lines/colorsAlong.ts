import { Color, SRGBColorSpace } from 'three'
import { colorPartsOf } from '../../../protocol/index.ts'

const color = new Color()

/**
 * Linear red, green and blue for each of `count` points, from colours as they were written. `spread`: they are laid evenly
 * along the points; otherwise there must be one for each, and a text says that there is not. `null`: they are no colours.
 */
export function colorsAlong(value: unknown, count: number, spread: boolean): Float32Array | string | null {
  const parts = colorPartsOf(value, [3, 4])
  if (!parts) return null
  const width = !spread && parts.length === 4 * count ? 4 : 3
  const given = parts.length / width
  if (!Number.isInteger(given)) return null
  if (!spread && given !== count) return `${parts.length} numbers for ${count} points: expected ${3 * count}`
  const scale = parts instanceof Uint8Array ? 1 / 255 : 1
  const colors = new Float32Array(3 * count)
  if (given === 0) return colors.fill(1)
  const part = (index: number, channel: number) => parts[Math.min(index, given - 1) * width + channel]! * scale
  for (let index = 0; index < count; index += 1) {
    const place = count > 1 ? (index / (count - 1)) * (given - 1) : 0
    const before = Math.floor(place)
    const mix = (channel: number) =>
      part(before, channel) + (part(before + 1, channel) - part(before, channel)) * (place - before)
    color.setRGB(mix(0), mix(1), mix(2), SRGBColorSpace).toArray(colors, 3 * index)
  }
  return colors
}
