import { expect, it, onTestFinished } from 'vitest'
import { demonstration } from '../../server/demo.ts'
import { MemoryServer } from '../support/server/memoryClient.ts'

it('the demonstration has a floor of its own, but in AR, where the room has one', async () => {
  const server = new MemoryServer({ onInit: (session) => void demonstration(session).catch(() => {}) })
  const client = server.connect().init()
  onTestFinished(() => server.sessions.close(1001, 'the test is over'))
  const say = (state: string, mode: string) => {
    const value = {
      state,
      mode,
      referenceSpace: 'local-floor',
      frameRate: 90,
      frameRates: [],
      features: [],
      refused: [],
    }
    client.send({ etype: 'XR_SESSION', value, ts: 1 })
  }
  const floor = () => client.session.graph.get('stage')?.props.visible ?? true
  expect(floor()).toBe(true)
  for (const [state, mode, isThere] of [
    ['started', 'immersive-ar', false],
    ['visible-blurred', 'immersive-ar', false],
    ['ended', 'immersive-ar', true],
    ['started', 'immersive-vr', true],
  ] as const) {
    say(state, mode)
    await expect.poll(floor).toBe(isThere)
  }
})
