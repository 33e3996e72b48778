import { flushGlobalEffects } from '@react-three/fiber'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionView } from '../../../src/page/ConnectionView.ts'
import { firstPicture } from '../../../src/page/firstPicture.ts'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { Observable } from '../../../src/ui/Observable.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start() {
  const scene = new LiveScene()
  const connection = new Observable<ConnectionView>({ state: null, wasOpen: false })
  const become = (state: ConnectionView['state']) => connection.set({ state, wasOpen: false })
  let isThere = false
  void firstPicture(scene, connection).then(() => {
    isThere = true
  })
  become({ status: 'connecting', attempt: 0, reason: null })
  const then = async (...steps: (() => void)[]) => {
    for (const step of steps) step()
    await vi.advanceTimersByTimeAsync(0)
    return isThere
  }
  return { scene, become, then }
}

const frame = () => flushGlobalEffects('after', 0)

test('the first picture is the first frame with something of the scene', async () => {
  const { scene, then } = start()
  expect(await then(frame)).toBe(false)
  const box = { tag: 'Box', key: 'box' }
  expect(await then(() => scene.apply({ op: 'set', scene: { tag: 'Scene', children: [box] } }))).toBe(false)
  expect(await then(frame)).toBe(true)
})

test('nobody waits for a server that is not there', async () => {
  const { become, then } = start()
  expect(await then(() => become({ status: 'open', sessionId: null, role: null, resumed: false }))).toBe(false)
  expect(await then(() => become({ status: 'waiting', attempt: 1, retryInMs: 100, reason: 'gone' }))).toBe(true)
})

test('a script that shows nothing is not waited for long', async () => {
  const { then } = start()
  expect(await then(frame)).toBe(false)
  await vi.advanceTimersByTimeAsync(700)
  expect(await then()).toBe(true)
})
