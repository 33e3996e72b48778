import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { VisionPro as VisionProClass } from '../../../src/xr/devices/visionPro.ts'
import { supplyFillPoses } from '../../../src/xr/supplyFillPoses.ts'
import { at } from './fakeRoom.ts'

let VisionPro: typeof VisionProClass

beforeAll(async () => {
  // iwer puts its canvas into the page when a device is made; nothing here draws.
  const element = { style: {}, dataset: {}, appendChild: () => {}, append: () => {} }
  vi.stubGlobal('document', { createElement: () => element, body: element })
  vi.stubGlobal('window', globalThis)
  ;({ VisionPro } = await import('../../../src/xr/devices/visionPro.ts'))
})

describe('the emulated Vision Pro', () => {
  test('has VR, hands for those who ask, and nothing of a room', () => {
    const device = new VisionPro({})
    expect(device.supportedSessionModes).toEqual(['inline', 'immersive-vr'])
    expect(device.supportedFeatures).toEqual(['viewer', 'local', 'local-floor', 'unbounded', 'hand-tracking'])
    expect(Object.keys(device.controllers)).toEqual([])
    expect(device.primaryInputMode).toBe('hand')
  })

  test('lists a pinch while it lasts, with events in the order of the specification', () => {
    const device = new VisionPro({})
    const { right } = device.pinches
    const heard: string[] = []
    const session = new EventTarget()
    for (const type of ['selectstart', 'select', 'selectend']) {
      session.addEventListener(type, (event) => {
        expect((event as XRInputSourceEvent).inputSource).toBe(right.inputSource)
        heard.push(type)
      })
    }
    const frame = () => right.onFrameStart({ session } as never)
    const isListed = () => device.inputSources.includes(right.inputSource)

    expect(isListed()).toBe(false)
    right.press()
    frame()
    expect([isListed(), heard]).toEqual([true, []])
    frame()
    frame()
    expect(heard).toEqual(['selectstart'])
    right.release()
    frame()
    expect([isListed(), heard]).toEqual([true, ['selectstart', 'select', 'selectend']])
    frame()
    expect(isListed()).toBe(false)
    right.press()
    frame()
    frame()
    expect(heard).toHaveLength(4)
  })

  test('a pinch shorter than a frame is one all the same', () => {
    const device = new VisionPro({})
    const { left } = device.pinches
    const heard: string[] = []
    const session = { dispatchEvent: ({ type }: Event) => heard.push(type) }
    left.press()
    left.release()
    for (let frame = 0; frame < 5; frame += 1) left.onFrameStart({ session } as never)
    expect(heard).toEqual(['selectstart', 'select', 'selectend'])
    expect(left.connected).toBe(false)
  })

  test('the source is a transient pointer of one hand', () => {
    const { inputSource } = new VisionPro({}).pinches.left
    expect(inputSource).toMatchObject({ handedness: 'left', targetRayMode: 'transient-pointer' })
    expect([inputSource.hand, inputSource.gamepad]).toEqual([undefined, undefined])
    expect(inputSource.gripSpace).toBeDefined()
  })
})

describe('fillPoses where a browser has none', () => {
  class Frame {
    declare fillPoses?: XRFrame['fillPoses']
    getPose = (space: { x: number | null }) => (space.x === null ? null : { transform: { matrix: at(space.x) } })
  }

  test('is made of single poses', () => {
    class Old extends Frame {}
    supplyFillPoses(Old as never)
    const into = new Float32Array(32)
    const frame = new Old() as unknown as XRFrame
    expect(frame.fillPoses!([{ x: 1 }, { x: 2 }] as never, {} as never, into)).toBe(true)
    expect([into[12], into[28]]).toEqual([1, 2])
  })

  test('writes NaN where it knows nothing, and says so', () => {
    class Old extends Frame {}
    supplyFillPoses(Old as never)
    const into = new Float32Array(32)
    const frame = new Old() as unknown as XRFrame
    expect(frame.fillPoses!([{ x: null }, { x: 2 }] as never, {} as never, into)).toBe(false)
    expect([into[12], into[28]]).toEqual([Number.NaN, 2])
  })

  test('a browser’s own is left as it is', () => {
    class New {
      fillPoses() {
        return true
      }
    }
    const own = New.prototype.fillPoses
    supplyFillPoses(New as never)
    expect(New.prototype.fillPoses).toBe(own)
    expect(() => supplyFillPoses(undefined)).not.toThrow()
  })
})
