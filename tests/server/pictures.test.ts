import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { Box, encodePng, Group, Image, ImageBackground, type RawPixels, Scene, SceneStore } from 'vuer-xr'

const decoded = (bytes: unknown) => {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes as Uint8Array))
  return { width, height, data: [...data] }
}
const raw = (channels: number, width = 3, height = 2): RawPixels => ({
  data: Uint8Array.from({ length: width * height * channels }, (_, index) => (index * 37) % 256),
  width,
  height,
})

describe('raw pixels', () => {
  test('become a PNG without loss, whatever they have for each pixel', async () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const pixels = raw(channels)
      const { width, height, data } = decoded(await encodePng(pixels))
      expect([width, height]).toEqual([3, 2])
      for (let index = 0; index < 6; index += 1) {
        const own = [...pixels.data.slice(index * channels, (index + 1) * channels)]
        const [red, green = red, blue = red] = channels < 3 ? [own[0]] : own
        const alpha = channels % 2 === 0 ? own.at(-1) : 255
        expect(data.slice(index * 4, index * 4 + 4)).toEqual([red, green, blue, alpha])
      }
    }
  })

  test('of 16 bits keep them all', async () => {
    const bytes = await encodePng({ data: Uint16Array.of(0x1234, 0xfedc), width: 2, height: 1 })
    const { data, depth } = PNG.sync.read(Buffer.from(bytes), { skipRescale: true }) as unknown as {
      data: Uint16Array
      depth: number
    }
    expect(depth).toBe(16)
    expect([data[0], data[4]]).toEqual([0x1234, 0xfedc])
  })

  test('that do not fit their size are refused with the reason', async () => {
    const short = { ...raw(3), height: 9 }
    const why = 'expected `data` with 1, 2, 3 or 4 values for each of width × height pixels'
    await expect(encodePng(short)).rejects.toThrow(`pixels: ${why}`)
    expect(() => Image({ key: 'cam', rgb: short })).toThrow('Image "cam": rgb')
    const store = new SceneStore()
    expect(() => store.set({ tag: 'Scene', children: [{ tag: 'Image', key: 'cam', rgb: short }] })).toThrow(
      `Image "cam": rgb: pixels: ${why}`,
    )
  })

  test('are encoded in every operation, wherever the node stands, and other values are left alone', () => {
    const store = new SceneStore()
    const propsOf = (key: string) => store.getNode(key)?.properties
    store.set(Scene({ bgChildren: [Group({ key: 'rig' }, ImageBackground({ key: 'left', src: raw(3) }))] }))
    expect(decoded(propsOf('left')?.src).width).toBe(3)
    store.upsert(Image({ key: 'map', rgb: raw(1), alpha: raw(1), height: 2 }))
    expect(decoded(propsOf('map')?.alpha).height).toBe(2)
    expect(propsOf('map')?.height).toBe(2)
    store.update({ key: 'left', src: raw(4, 5, 5) })
    expect(decoded(propsOf('left')?.src).width).toBe(5)
    const jpeg = Uint8Array.of(0xff, 0xd8)
    store.update({ key: 'left', src: jpeg })
    expect(propsOf('left')?.src).toEqual(jpeg)
    store.add(Box({ key: 'box', src: raw(1) } as never))
    expect(propsOf('box')?.src).toMatchObject({ width: 3 })
  })
})
