import { describe, expect, test, vi } from 'vitest'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { node } from './testStage.tsx'

/** A target that remembers what was written onto it; `position` is placement, `color` is paint. */
function recorder() {
  const target = { placed: [] as unknown[], painted: [] as unknown[] }
  const applier = {
    kindOf: (prop: string) =>
      prop === 'position' ? ('placement' as const) : prop === 'color' ? ('paint' as const) : undefined,
    place(at: typeof target, props: Record<string, unknown>) {
      at.placed.push(props.position)
      return props.position !== 'wrong'
    },
    paint(at: typeof target, props: Record<string, unknown>) {
      at.painted.push(props.color)
      return true
    },
  }
  return { target, applier }
}

function sceneWith(...children: ReturnType<typeof node>[]) {
  const problems: string[] = []
  const scene = new LiveScene({ onProblem: (problem) => problems.push(problem) })
  scene.apply({ op: 'set', scene: { tag: 'Scene', children } })
  return { scene, problems }
}

describe('what goes through React and what does not', () => {
  test('a live prop is written by flush, once, with its newest value, and no version changes', () => {
    const { scene } = sceneWith(node('Box', 'a', { position: [0, 0, 0] }))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const listener = vi.fn()
    scene.subscribeNode('a', listener)
    const version = scene.version('a')

    scene.apply({ op: 'update', nodes: [{ key: 'a', position: [1, 0, 0] }] })
    scene.apply({ op: 'update', nodes: [{ key: 'a', position: [2, 0, 0] }] })
    expect(target.placed).toEqual([[0, 0, 0]])
    scene.flush()
    scene.flush()
    expect(target.placed).toEqual([
      [0, 0, 0],
      [2, 0, 0],
    ])
    expect(listener).not.toHaveBeenCalled()
    expect(scene.version('a')).toBe(version)
  })

  test('any other prop changes the version of its own node and of no other', () => {
    const { scene } = sceneWith(node('Box', 'a'), node('Box', 'b'))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const versions = [scene.version('a'), scene.version('b')]
    scene.apply({ op: 'update', nodes: [{ key: 'a', args: [2, 2, 2] }] })
    expect(scene.version('a')).toBeGreaterThan(versions[0]!)
    expect(scene.version('b')).toBe(versions[1])
  })

  test('binding writes the newest values at once, so that a remount cannot show stale ones', () => {
    const { scene } = sceneWith(node('Box', 'a', { position: [0, 0, 0] }))
    scene.apply({ op: 'update', nodes: [{ key: 'a', position: [3, 0, 0], color: 'red' }] })
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    expect(target).toEqual({ placed: [[3, 0, 0]], painted: ['red'] })
  })

  test('unbinding an old object leaves the newer one bound', () => {
    const { scene } = sceneWith(node('Box', 'a'))
    const older = recorder()
    const newer = recorder()
    const unbindOlder = scene.bind('a', older.target, older.applier)
    scene.bind('a', newer.target, newer.applier)
    unbindOlder()
    scene.apply({ op: 'update', nodes: [{ key: 'a', position: [1, 1, 1] }] })
    scene.flush()
    expect(newer.target.placed.at(-1)).toEqual([1, 1, 1])
    expect(older.target.placed).toHaveLength(1)
  })

  test('a live value of the wrong form sends the node to React once, which checks it', () => {
    const { scene } = sceneWith(node('Box', 'a'))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const listener = vi.fn()
    scene.subscribeNode('a', listener)
    scene.apply({ op: 'update', nodes: [{ key: 'a', position: 'wrong' }] })
    scene.flush()
    scene.touch('a', { placement: true })
    scene.flush()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('a script that writes whole nodes again and again', () => {
  test('has React look at what differs, and at nothing that is repeated', () => {
    const { scene } = sceneWith(node('Box', 'a', { args: [1, 1, 1], material: { roughness: 0.5 }, color: 'red' }))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const version = scene.version('a')
    const whole = () => ({ tag: 'Box', key: 'a', args: [1, 1, 1], material: { roughness: 0.5 }, color: 'red' })
    scene.apply({ op: 'upsert', nodes: [whole()], to: null })
    scene.apply({ op: 'update', nodes: [{ ...whole(), position: [1, 2, 3] }] })
    scene.flush()
    expect(scene.version('a')).toBe(version)
    expect(target.placed.at(-1)).toEqual([1, 2, 3])
    scene.apply({ op: 'upsert', nodes: [{ ...whole(), args: [1, 2, 1] }], to: null })
    expect(scene.version('a')).toBeGreaterThan(version)
  })

  test('has live props written again: a person may have moved the object meanwhile', () => {
    const { scene } = sceneWith(node('Box', 'a', { position: [1, 2, 3], color: 'red' }))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const before = scene.graph.get('a')!.props.position
    scene.apply({ op: 'update', nodes: [{ key: 'a', position: [1, 2, 3], color: 'red' }] })
    scene.flush()
    expect(target.placed).toHaveLength(2)
    expect(target.painted).toHaveLength(2)
    expect(scene.graph.get('a')!.props.position).not.toBe(before)
  })

  test('has what nobody else changes written when it differs', () => {
    const { scene } = sceneWith(node('Box', 'a', { color: 'red' }))
    const { target, applier } = recorder()
    scene.bind('a', target, { ...applier, kindOf: () => 'steady' })
    scene.apply({ op: 'update', nodes: [{ key: 'a', color: 'red' }] })
    scene.flush()
    expect(target.painted).toEqual(['red'])
    scene.apply({ op: 'update', nodes: [{ key: 'a', color: 'blue' }] })
    scene.flush()
    expect(target.painted).toEqual(['red', 'blue'])
  })

  test('has a node with a problem looked at each time', () => {
    const { scene } = sceneWith(node('Box', 'a', { args: 'wrong' }))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    scene.report('a', 'props', 'args: expected a list')
    const version = scene.version('a')
    scene.apply({ op: 'update', nodes: [{ key: 'a', args: 'wrong' }] })
    expect(scene.version('a')).toBeGreaterThan(version)
  })
})

describe('nodes that come back', () => {
  test('a set that repeats a node unchanged neither renders nor moves it', () => {
    const { scene } = sceneWith(node('Box', 'a', { position: [1, 2, 3] }), node('Box', 'b', { position: [0, 0, 0] }))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const version = scene.version('a')
    scene.apply({
      op: 'set',
      scene: { tag: 'Scene', children: [node('Box', 'a', { position: [1, 2, 3] }), node('Box', 'c')] },
    })
    scene.flush()
    expect(scene.version('a')).toBe(version)
    expect(target.placed).toHaveLength(1)
  })

  test('a set that repeats a node with another position moves it without rendering', () => {
    const { scene } = sceneWith(node('Box', 'a', { position: [1, 2, 3], color: 'red' }))
    const { target, applier } = recorder()
    scene.bind('a', target, applier)
    const version = scene.version('a')
    scene.apply({ op: 'set', scene: { tag: 'Scene', children: [node('Box', 'a', { position: [4, 5, 6] })] } })
    scene.flush()
    expect(scene.version('a')).toBe(version)
    expect(target.placed.at(-1)).toEqual([4, 5, 6])
    expect(target.painted.at(-1)).toBeUndefined()
  })

  test('a node that comes back under another tag is rendered anew', () => {
    const { scene } = sceneWith(node('Box', 'a'))
    const version = scene.version('a')
    scene.apply({ op: 'set', scene: { tag: 'Scene', children: [node('Sphere', 'a')] } })
    expect(scene.version('a')).toBeGreaterThan(version)
  })
})

describe('lists of the root and the scene’s own props', () => {
  test('a list is a new array exactly when its keys change', () => {
    const { scene } = sceneWith(node('Box', 'a'))
    const before = scene.slotKeys('children')
    scene.apply({ op: 'set', scene: { tag: 'Scene', children: [node('Box', 'a')] } })
    expect(scene.slotKeys('children')).toBe(before)
    scene.apply({ op: 'add', nodes: [node('Box', 'b')], to: null })
    expect(scene.slotKeys('children')).toEqual(['a', 'b'])
    expect(before).toEqual(['a'])
  })

  test('scene props are heard of when they change', () => {
    const { scene } = sceneWith()
    const listener = vi.fn()
    scene.subscribeSceneProps(listener)
    scene.apply({ op: 'set', scene: { tag: 'Scene', up: [0, 0, 1] } })
    scene.apply({ op: 'set', scene: { tag: 'Scene', up: [0, 0, 1] } })
    expect(listener).toHaveBeenCalledTimes(1)
    expect(scene.sceneProps).toEqual({ up: [0, 0, 1] })
  })
})

describe('what a scene brings', () => {
  test('of several default cameras the one drawn last counts, whatever order they came in', () => {
    const { scene } = sceneWith(node('PerspectiveCamera', 'mine', { makeDefault: true }))
    scene.apply({ op: 'add', nodes: [node('SceneCamera', 'tool')], to: 'bgChildren' })
    expect(scene.needs.camera).toBe('mine')
    scene.apply({ op: 'update', nodes: [{ key: 'mine', makeDefault: false }] })
    expect(scene.needs.camera).toBe('tool')
    scene.apply({ op: 'remove', keys: ['tool'] })
    expect(scene.needs.camera).toBeUndefined()
  })

  test('lights, grid and controls count wherever they are drawn, and not on the page', () => {
    const { scene } = sceneWith(node('Group', 'g', {}, node('PointLight', 'lamp')))
    expect(scene.needs).toMatchObject({ hasLight: true, hasGrid: false, hasControls: false })
    scene.apply({ op: 'add', nodes: [node('Grid', 'grid')], to: 'htmlChildren' })
    expect(scene.needs.hasGrid).toBe(false)
    scene.apply({ op: 'remove', keys: ['g'] })
    expect(scene.needs.hasLight).toBe(false)
    scene.apply({ op: 'add', nodes: [node('OrbitControls', 'orbit', { makeDefault: false })], to: null })
    expect(scene.needs).toMatchObject({ controls: undefined, hasControls: true })
  })
})

describe('problems', () => {
  test('an unknown tag is told once, and no longer when its node is gone', () => {
    const { scene, problems } = sceneWith()
    scene.apply({ op: 'add', nodes: [node('Teapot', 'tea')], to: 'htmlChildren' })
    scene.apply({ op: 'update', nodes: [{ key: 'tea', position: [1, 0, 0] }] })
    expect(problems).toEqual(['Teapot "tea": this viewer does not know this type of node'])
    expect([...scene.problems.all.keys()]).toEqual(['tea'])
    scene.apply({ op: 'remove', keys: ['tea'] })
    expect(scene.problems.all.size).toBe(0)
  })

  test('several problems of one node are told together, and each can be taken back', () => {
    const { scene } = sceneWith(node('Box', 'a'))
    scene.report('a', 'map', 'map: no such picture')
    scene.report('a', 'props', 'args[1]: expected a number')
    expect(scene.problems.all.get('a')).toBe('Box "a": map: no such picture\nBox "a": args[1]: expected a number')
    scene.report('a', 'map', null)
    expect(scene.problems.all.get('a')).toBe('Box "a": args[1]: expected a number')
  })

  test('what had to be changed in another program’s operation is told', () => {
    const { scene, problems } = sceneWith()
    scene.apply({ op: 'add', nodes: [node('Box', 'twin'), node('Box', 'twin')], to: null }, { foreign: true })
    expect(problems.join()).toContain('twin')
    expect(scene.graph.nodes.size).toBe(2)
  })
})

describe('loading', () => {
  test('it is over when everything that was under way has ended, each once, whatever begins meanwhile', async () => {
    const { scene } = sceneWith()
    const finishA = scene.beginLoading('a')
    const finishB = scene.beginLoading('a')
    let missing: string[] | undefined
    const ended = scene.loading.ended().then((keys) => {
      missing = keys
    })
    const finishLater = scene.beginLoading('later')
    finishA()
    finishA()
    await Promise.resolve()
    expect([missing, scene.loading.size]).toEqual([undefined, 2])
    finishB()
    await ended
    expect([missing, scene.loading.keys]).toEqual([[], ['later']])
    finishLater()
    expect([await scene.loading.ended(), scene.loading.keys]).toEqual([[], []])
  })

  test('whoever waits no longer hears what has not ended', async () => {
    const { scene } = sceneWith()
    const finish = scene.beginLoading('a')
    scene.beginLoading('b')
    scene.beginLoading('b')
    const stop = new AbortController()
    const ended = scene.loading.ended(stop.signal)
    finish()
    stop.abort()
    expect(await ended).toEqual(['b'])
    expect(await scene.loading.ended(AbortSignal.abort())).toEqual(['b'])
  })
})

test('a thousand nodes that all move are each written once per flush, also when they moved twice', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `n${index}`)
  const { scene } = sceneWith(...keys.map((key) => node('Box', key)))
  const written = { count: 0 }
  const applier = {
    kindOf: () => 'placement' as const,
    place: () => {
      written.count += 1
      return true
    },
    paint: () => true,
  }
  for (const key of keys) scene.bind(key, written, applier)
  written.count = 0
  for (let round = 0; round < 50; round += 1) {
    for (const x of [round, -round]) {
      scene.apply({ op: 'update', nodes: keys.map((key) => ({ key, position: [x, 0, 0] })) })
    }
    scene.flush()
  }
  expect(written.count).toBe(50_000)
})
