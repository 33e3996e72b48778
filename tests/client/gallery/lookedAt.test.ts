import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SAMPLES } from '../../../gallery/catalogue.ts'
import { LookedAt, SAME_LOOK } from '../../support/gallery/LookedAt.ts'
import { pngFile } from '../../support/pictures.ts'

const [WIDTH, HEIGHT, DIAMETER] = [400, 300, 60]

/** A disc of a colour on a grey that grows brighter, its edge smoothed, its middle `shift` pixels from the picture's. */
function disc(color: readonly number[] | null, shift = 0, noise: () => number = () => 0): LookedAt {
  return new LookedAt(
    pngFile(WIDTH, HEIGHT, (x, y) => {
      const background = 20 + (40 * y) / HEIGHT
      const outside = Math.hypot(x - WIDTH / 2 - shift, y - HEIGHT / 2) - DIAMETER / 2
      const share = color ? Math.min(Math.max(0.5 - outside, 0), 1) : 0
      const mixed = [0, 1, 2].map((part) => background * (1 - share) + (color?.[part] ?? 0) * share + noise())
      return mixed.map((value) => Math.round(Math.min(Math.max(value, 0), 255))) as [number, number, number]
    }),
  )
}
const ORANGE = [200, 120, 40]

describe('two pictures', () => {
  const expected = disc(ORANGE)

  it('look different when an object is missing, has another colour, or is a tenth of its size elsewhere', () => {
    expect(disc(null).differenceFrom(expected)).toBeGreaterThan(5 * SAME_LOOK)
    expect(disc([120, 160, 40]).differenceFrom(expected)).toBeGreaterThan(2 * SAME_LOOK)
    expect(disc(ORANGE, DIAMETER / 10).differenceFrom(expected)).toBeGreaterThan(3 * SAME_LOOK)
  })

  it('look the same when edges are smoothed elsewhere and pixels are a little off', () => {
    let seed = 1
    const noise = () => {
      seed = (seed * 16807) % 2147483647
      return (seed / 2147483647 - 0.5) * 8
    }
    expect(disc(ORANGE, 0.25, noise).differenceFrom(expected)).toBeLessThan(SAME_LOOK / 2)
    expect(disc(ORANGE).differenceFrom(expected)).toBe(0)
  })

  it('of other sizes are different', () => {
    const small = new LookedAt(pngFile(40, 30, () => [0, 0, 0]))
    expect(small.differenceFrom(expected)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the pictures of the gallery', () => {
  const pictures = SAMPLES.map(({ name }) => {
    const file = readFileSync(new URL(`../../../docs/gallery/${name}.png`, import.meta.url))
    return { name, bytes: file.length, look: new LookedAt(file) }
  })

  it('are none of them empty, all of one size, and small files', () => {
    for (const { name, bytes, look } of pictures) {
      expect(look.contrast, name).toBeGreaterThan(2 * SAME_LOOK)
      expect([look.width, look.height], name).toEqual([WIDTH, HEIGHT])
      expect(bytes, name).toBeLessThan(90_000)
    }
    expect(pictures.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(3_000_000)
  })

  it('are told apart: a sample that shows another one’s scene is found', () => {
    const alike = pictures.flatMap((a, index) =>
      pictures
        .slice(index + 1)
        .flatMap((b) => (a.look.differenceFrom(b.look) > SAME_LOOK ? [] : [`${a.name} ${b.name}`])),
    )
    expect(alike).toEqual([])
  })
})
