import type { DirectionalLight, Group, LightProbe, WebGLRenderer } from 'three'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { LightEstimationView } from '../../../src/xr/ar/LightEstimationView.tsx'
import { RoomLight } from '../../../src/xr/ar/RoomLight.ts'
import { FakeRoomSession } from './fakeRoom.ts'
import { roomStage } from './roomStage.tsx'

// three.js looks there for the reflections of a room, which need a GPU.
beforeAll(() => {
  vi.stubGlobal('window', {})
})
afterAll(() => {
  vi.unstubAllGlobals()
})

const ESTIMATE = {
  sphericalHarmonicsCoefficients: new Float32Array(27).fill(0.5),
  primaryLightDirection: { x: 0, y: 1, z: 0 },
  primaryLightIntensity: { x: 4, y: 2, z: 0 },
}

/** A session whose light is known from the second frame on. */
class LitSession extends FakeRoomSession {
  override enabledFeatures: string[] | undefined = ['light-estimation']
  readonly #callbacks: XRFrameRequestCallback[] = []
  asked = 0
  estimate: typeof ESTIMATE | null = ESTIMATE

  requestLightProbe = () => {
    this.asked += 1
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve({ addEventListener() {} })
  }

  requestAnimationFrame = (callback: XRFrameRequestCallback) => this.#callbacks.push(callback)

  light(): void {
    const frame = { session: this, getLightEstimate: () => this.estimate } as unknown as XRFrame
    for (const callback of this.#callbacks.splice(0)) callback(0, frame)
  }
}

const renderer = { properties: {}, getContext: () => ({}) } as unknown as WebGLRenderer
const settled = () => new Promise((resolve) => setImmediate(resolve))

function roomLight() {
  const light = new RoomLight({ renderer, reflections: false })
  const changes: boolean[] = []
  const heard: string[] = []
  light.onChange = (isEstimated) => changes.push(isEstimated)
  light.onFailure = (detail) => heard.push(detail)
  const [probe, sun] = light.object.children as [LightProbe, DirectionalLight]
  return { light, changes, heard, probe, sun }
}

test('shines as the browser says, and is dark when the session is over', async () => {
  const { light, changes, probe, sun } = roomLight()
  const session = new LitSession()
  await light.start(session as unknown as XRSession)
  await settled()
  session.light()
  expect(changes).toEqual([true])
  expect([probe.intensity, sun.intensity]).toEqual([1, 4])
  expect(sun.color.toArray()).toEqual([1, 0.5, 0])
  light.stop()
  expect(changes).toEqual([true, false])
  expect([probe.intensity, sun.intensity]).toEqual([0, 0])
})

test('a session that refuses is heard, asked once, and leaves no rejected promise behind', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const { light, heard, changes } = roomLight()
  const session = new LitSession()
  session.refusal = new Error('light-estimation is not enabled')
  await light.start(session as unknown as XRSession)
  await settled()
  expect(heard).toEqual(['light-estimation is not enabled'])
  expect([session.asked, changes]).toEqual([1, []])
  expect(unhandled).not.toHaveBeenCalled()
  process.off('unhandledRejection', unhandled)
})

test('a browser without it, and a session that ended meanwhile, are no errors', async () => {
  const { light, heard } = roomLight()
  await light.start(new FakeRoomSession() as unknown as XRSession)
  expect(heard).toEqual(['this browser has none'])
  const session = new LitSession()
  const starting = light.start(session as unknown as XRSession)
  light.stop()
  await starting
  await settled()
  expect(session.asked).toBe(1)
})

test('another session is lit anew', async () => {
  const { light, changes } = roomLight()
  for (let round = 0; round < 2; round += 1) {
    const session = new LitSession()
    await light.start(session as unknown as XRSession)
    await settled()
    session.light()
    light.stop()
  }
  expect(changes).toEqual([true, false, true, false])
})

test('LightEstimation draws its children, the scene’s own lights, while there is no estimate', async () => {
  const stage = await roomStage('LightEstimation', LightEstimationView, { reflections: false }, <group name="child" />)
  const own = stage.object('child')!.parent as Group
  expect(own.visible).toBe(true)
  const session = new LitSession()
  await stage.start(session)
  await stage.frame()
  expect(stage.scene.needs.hasLight).toBe(false)
  await stage.act(() => session.light())
  expect(own.visible).toBe(false)
  expect(stage.scene.needs.hasLight).toBe(true)
  await stage.end()
  expect(own.visible).toBe(true)
  expect(stage.scene.needs.hasLight).toBe(false)
  expect(stage.sent).toEqual([])
})

test('LightEstimation that is removed while it shines leaves the viewer’s light to the scene', async () => {
  const stage = await roomStage('LightEstimation', LightEstimationView, { reflections: false })
  const session = new LitSession()
  await stage.start(session)
  await stage.frame()
  await stage.act(() => session.light())
  expect(stage.scene.needs.hasLight).toBe(true)
  await stage.unmount()
  expect(stage.scene.needs.hasLight).toBe(false)
})

test('LightEstimation is harmless in a session without it, and says so', async () => {
  const stage = await roomStage('LightEstimation', LightEstimationView, {}, <group name="child" />)
  const session = new LitSession()
  session.enabledFeatures = []
  await stage.start(session)
  await stage.frame()
  expect(session.asked).toBe(0)
  expect(stage.sentOf('FEATURE_MISSING')).toMatchObject([{ value: { feature: 'light-estimation' } }])
  expect(stage.scene.needs.hasLight).toBe(false)
  expect(stage.object('child')!.parent!.visible).toBe(true)
})
