import { act } from '@react-three/test-renderer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { node, testStage } from './testStage.tsx'

const boxes = (count: number, name = 'box') =>
  Array.from({ length: count }, (_, index) => node('Box', `${name}${index}`, { position: [index, 0, 0] }))
const drawn = (stage: Awaited<ReturnType<typeof testStage>>) =>
  stage
    .all()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('box'))

// What waits comes with timers: here when the test says so, and not while it looks.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets whatever waits come. */
async function mountAll(stage: Awaited<ReturnType<typeof testStage>>): Promise<void> {
  await act(async () => {
    const done = stage.mounting().done()
    await vi.runAllTimersAsync()
    await done
  })
  vi.useRealTimers()
  await stage.settle()
}

test('of a thousand nodes some are seen at once and all soon, in their order', async () => {
  const stage = await testStage()
  await act(async () => void stage.live.apply({ op: 'set', scene: { tag: 'Scene', children: boxes(1000) } }))
  const before = drawn(stage).length
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(1000)
  await mountAll(stage)
  expect(drawn(stage)).toEqual(boxes(1000).map(({ key }) => key))
})

test('what happened to a node before its turn is what is seen', async () => {
  const stage = await testStage()
  await act(async () => {
    stage.live.apply({ op: 'set', scene: { tag: 'Scene', children: boxes(500) } })
  })
  expect(drawn(stage)).not.toContain('box499')
  await act(async () => {
    stage.live.apply({ op: 'update', nodes: [{ key: 'box499', position: [7, 7, 7] }] })
    stage.live.apply({ op: 'remove', keys: ['box498'] })
    stage.live.apply({ op: 'add', nodes: [node('Box', 'box500')], to: 'box497' })
  })
  await mountAll(stage)
  expect(stage.object('box499').position.toArray()).toEqual([7, 7, 7])
  expect(drawn(stage)).not.toContain('box498')
  expect(stage.object('box500').parent?.name).toBe('box497')
  expect(drawn(stage)).toHaveLength(500)
})

test('a light, and a camera in a group, do not wait behind thousands', async () => {
  const stage = await testStage({
    children: [
      ...boxes(1000),
      node('PointLight', 'lamp'),
      node('Group', 'rig', {}, node('PerspectiveCamera', 'eye', { makeDefault: true })),
    ],
  })
  expect(stage.object('lamp')).toBeDefined()
  expect(stage.object('eye').parent?.name).toBe('rig')
  expect(drawn(stage).length).toBeLessThan(1000)
  await mountAll(stage)
  expect(drawn(stage)).toHaveLength(1000)
})

test('what a person drives a robot by does not wait behind thousands', async () => {
  const stage = await testStage()
  await act(async () => {
    const gui = node('GUI', 'gui', {}, node('Button', 'stop', { label: 'Stop' }))
    const children = [...boxes(1000), node('Hands', 'hands'), node('Group', 'rig', {}, node('Head', 'head')), gui]
    stage.live.apply({ op: 'set', scene: { tag: 'Scene', children } })
  })
  for (const key of ['hands', 'rig', 'head', 'gui', 'stop']) expect(stage.live.isNeeded(key), key).toBe(true)
  expect(stage.live.isNeeded('box999')).toBe(false)
  expect(stage.object('rig')).toBeDefined()
  expect(drawn(stage).length).toBeLessThan(1000)
  await mountAll(stage)
})

test('groups in groups come piece by piece too', async () => {
  const stage = await testStage()
  const tree = Array.from({ length: 30 }, (_, index) =>
    node('Group', `group${index}`, {}, ...boxes(30, `box${index}-`)),
  )
  await act(async () => void stage.live.apply({ op: 'set', scene: { tag: 'Scene', children: tree } }))
  expect(drawn(stage).length).toBeLessThan(300)
  await mountAll(stage)
  expect(drawn(stage)).toHaveLength(900)
})
