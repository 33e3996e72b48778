import { describe, expect, test } from 'vitest'
import { Body, Box, Hands, SceneGraph, XRSettings } from '../../../protocol/index.ts'
import { AR_FEATURES, FEATURE_NEEDS, featuresNeededBy } from '../../../src/xr/featureNeeds.ts'
import { nearestRate, setFrameRate } from '../../../src/xr/frameRate.ts'
import { sessionInit } from '../../../src/xr/sessionInit.ts'
import { settingsOf, wishesOf } from '../../../src/xr/sessionSettings.ts'
import { FakeSession } from './fakeXR.ts'

function sceneOf(...nodes: unknown[]) {
  const graph = new SceneGraph()
  graph.apply({ op: 'upsert', nodes: nodes as never, to: null })
  return [...graph.nodes.values()]
}

describe('features', () => {
  test('are asked for only when a node needs them', () => {
    expect([...featuresNeededBy(sceneOf(Box({ key: 'box' })), 'immersive-vr')]).toEqual([])
    expect([...featuresNeededBy(sceneOf(Hands(), Body(), Hands({ key: 'more' })), 'immersive-vr')]).toEqual([
      'hand-tracking',
      'body-tracking',
    ])
  })

  test('of the room are asked for in AR alone', () => {
    const needs = Object.entries(FEATURE_NEEDS).filter(([, features]) => features.some((name) => AR_FEATURES.has(name)))
    for (const [tag] of needs) {
      const nodes = [{ tag, props: {} }] as never
      expect([...featuresNeededBy(nodes, 'immersive-vr')].filter((name) => AR_FEATURES.has(name))).toEqual([])
      expect(featuresNeededBy(nodes, 'immersive-ar').size).toBeGreaterThan(0)
    }
  })

  test('are all optional, so that one that is refused keeps nobody out', () => {
    const nodes = sceneOf(Hands(), XRSettings({ referenceSpace: 'unbounded', features: ['my-feature', 'local'] }))
    const init = sessionInit(wishesOf(nodes, 'immersive-vr'))
    expect(init).toEqual({
      optionalFeatures: ['local-floor', 'layers', 'unbounded', 'hand-tracking', 'my-feature'],
    })
  })

  test('that need more than their name get it', () => {
    const nodes = sceneOf(XRSettings({ features: ['depth-sensing'] }))
    expect(sessionInit(wishesOf(nodes, 'immersive-ar'))).toMatchObject({
      depthSensing: { usagePreference: expect.any(Array), dataFormatPreference: expect.any(Array) },
    })
  })
})

describe('settings', () => {
  test('of a scene that says nothing are the defaults', () => {
    expect(settingsOf([])).toMatchObject({
      mode: undefined,
      referenceSpace: 'local-floor',
      frameRate: undefined,
      foveation: 1,
      framebufferScale: 1,
      features: [],
    })
  })

  test('come from the last node that says something, and before that from the address', () => {
    const nodes = sceneOf(
      XRSettings({ key: 'a', frameRate: 72, foveation: 0.5 }),
      XRSettings({ key: 'b', frameRate: 90, mode: 'immersive-ar' }),
    )
    expect(settingsOf(nodes)).toMatchObject({ frameRate: 90, foveation: 0.5, mode: 'immersive-ar' })
    expect(settingsOf(nodes, { frameRate: 120 })).toMatchObject({ frameRate: 120, foveation: 0.5 })
  })

  test('that are wrong or nil do not hold', () => {
    const nodes = [{ tag: 'XRSettings', props: { frameRate: 'fast', foveation: 3, mode: null } }] as never
    expect(settingsOf(nodes)).toMatchObject({ frameRate: undefined, foveation: 1, mode: undefined })
  })
})

describe('the rate of the display', () => {
  test('is the nearest that the device has', () => {
    expect(nearestRate([72, 80, 90, 120], 85)).toBe(80)
    expect(nearestRate(Float32Array.of(72, 90, 120), 1000)).toBe(120)
    expect(nearestRate(Float32Array.of(72, 90, 120), 1)).toBe(72)
    expect(nearestRate([], 90)).toBeUndefined()
    expect(nearestRate(undefined, 90)).toBeUndefined()
  })

  test('is left alone where nobody asks, where there is no choice, and where the device refuses', async () => {
    const session = new FakeSession()
    const real = session as unknown as XRSession
    await setFrameRate(real, undefined)
    expect(session.frameRate).toBe(90)
    await setFrameRate(real, 118)
    expect(session.frameRate).toBe(120)
    session.updateTargetFrameRate = () => Promise.reject(new Error('no'))
    await expect(setFrameRate(real, 72)).resolves.toBeUndefined()
    session.supportedFrameRates = undefined
    await expect(setFrameRate(real, 72)).resolves.toBeUndefined()
  })
})
