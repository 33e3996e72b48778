import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeFrame } from 'vuer-xr/protocol'
import { readPageAddress, withoutToken } from '../../../src/page/address.ts'
import { readSceneParameter } from '../../../src/page/sceneParameter.ts'

const base64 = (value: unknown) => Buffer.from(encodeFrame(value, 'vuer')).toString('base64')

describe('the page’s address', () => {
  it('leads to the socket of its own origin, port and token included', () => {
    expect(readPageAddress('https://192.0.2.1:8012/?token=a%2Bb', null)).toMatchObject({
      socketUrl: 'wss://192.0.2.1:8012/socket?token=a%2Bb',
      token: 'a+b',
    })
    expect(readPageAddress('http://localhost:8012/', 'kept').socketUrl).toBe('ws://localhost:8012/socket?token=kept')
    expect(readPageAddress('https://[2001:db8::1]:8012/', null).socketUrl).toBe('wss://[2001:db8::1]:8012/socket')
  })

  it('may name another server, which is not told our token', () => {
    const { socketUrl } = readPageAddress('https://localhost/?ws=ws://localhost:9000&token=secret', null)
    expect(socketUrl).toBe('ws://localhost:9000')
  })

  it('may hold a scene, and then asks no server', () => {
    expect(readPageAddress('https://localhost/?scene=gA==', null)).toMatchObject({ socketUrl: null, scene: 'gA==' })
  })

  it('may ask for an emulated headset by name', () => {
    expect(readPageAddress('https://localhost/?emulate=quest3', null).emulate).toBe('quest3')
    expect(readPageAddress('https://localhost/', null).emulate).toBeNull()
  })

  it('reads yes in JavaScript’s, Python’s and the bare form', () => {
    for (const yes of ['hideUI', 'hideUI=true', 'hideUI=True']) {
      expect(readPageAddress(`https://localhost/?${yes}`, null).hideUI).toBe(true)
    }
    expect(readPageAddress('https://localhost/?hideUI=False', null).hideUI).toBe(false)
  })

  it('tells the script its parameters, without token, socket and scene', () => {
    const { query } = readPageAddress(
      'https://localhost/?sample=Box&hideUI&token=secret&ws=wss://a?token=b&scene=x',
      null,
    )
    expect(query).toEqual({ sample: 'Box', hideUI: '' })
    expect(readPageAddress('https://localhost/', null).query).toEqual({})
  })

  it('loses the token and nothing else', () => {
    expect(withoutToken('https://localhost:8012/?a=1&token=secret&b=2#x')).toBe('https://localhost:8012/?a=1&b=2#x')
  })
})

describe('a scene in the address', () => {
  const scene = { tag: 'Scene', up: [0, 0, 1], children: [{ tag: 'Box', key: 'ÿ?>', args: [1.5] }] }

  it('is read in standard and URL-safe base64, and with spaces where + was', () => {
    const standard = base64(scene)
    expect(standard).toMatch(/[+/]/)
    for (const form of [standard, standard.replaceAll('+', ' '), standard.replaceAll('+', '-').replaceAll('/', '_')]) {
      expect(readSceneParameter(form)).toEqual({ op: 'set', scene })
    }
  })

  it('that is damaged is one sentence', () => {
    expect(() => readSceneParameter('%%%')).toThrow('it is not base64')
    expect(() => readSceneParameter(base64(scene).slice(0, 20))).toThrow(
      'The scene in this address is damaged: a list or map claims',
    )
    expect(() => readSceneParameter(base64([1, 2]))).toThrow('is no scene')
  })

  it('both scenes of the tutorial are read', () => {
    const sample = readFileSync(new URL('../../fixtures/tutorial-scenes.json', import.meta.url), 'utf8')
    const { materials, box } = JSON.parse(sample) as { materials: string; box: string }
    expect(readSceneParameter(materials).scene).toMatchObject({ grid: false, up: [0, 1, 0] })
    expect((readSceneParameter(materials).scene.children ?? []).map((node) => (node as { key: string }).key)).toEqual([
      'matte-cylinder',
      'matte-sphere',
      'glass-octahedron',
      'glass-torus',
      'glossy-box',
      'glossy-sphere',
      'floor',
      'backdrop',
    ])
    expect(readSceneParameter(box).scene.grid).toBe(false)
    expect(readSceneParameter(box).scene.children).toMatchObject([
      { tag: 'Box', key: 'simple-box', materialType: 'basic' },
    ])
  })
})
