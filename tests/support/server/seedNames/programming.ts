import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import * as vuerXr from 'vuer-xr'
import { AmbientLight, Box, DefaultScene, Scene, SceneStore, Sphere } from 'vuer-xr'
import { MemoryClient } from '../memoryClient.ts'
import type { SeedName } from './SeedName.ts'

/** One prop of a box, as its session and its client have it. */
const boxProp = (name: 'args' | 'position' | 'color' | 'materialType', value: unknown): SeedName => ({
  python: `Box.${name}`,
  async run() {
    const client = new MemoryClient().init()
    client.frames()
    client.session.upsert(Box({ key: 'box', [name]: value }))
    expect(client.frames()).toMatchObject([{ etype: 'ADD', data: { nodes: [{ tag: 'Box', [name]: value }] } }])
    expect(() => Box({ key: 'box', [name]: {} as never })).toThrow(`Box "box": ${name}`)
  },
})

/** Modules, nodes, and the words of an asynchronous program. */
export const programmingNames: readonly SeedName[] = [
  {
    python: 'pip install vuer',
    async run() {
      const manifest = JSON.parse(await readFile(new URL('../../../../package.json', import.meta.url), 'utf8'))
      expect(manifest).toMatchObject({ name: 'vuer-xr', exports: { '.': {} }, bin: { 'vuer-xr': expect.any(String) } })
    },
  },
  {
    python: 'vuer',
    async run() {
      expect(vuerXr).toMatchObject({ Vuer: expect.any(Function), VuerClient: expect.any(Function) })
    },
  },
  {
    python: 'vuer.schemas',
    async run() {
      for (const build of [vuerXr.Box, vuerXr.Sphere, vuerXr.AmbientLight])
        expect(build({ key: 'a' }).tag).toBe(build.tag)
      expect([vuerXr.Scene().tag, vuerXr.DefaultScene().tag]).toEqual(['Scene', 'Scene'])
    },
  },
  {
    python: 'vuer.rtc.scene_store',
    async run() {
      expect(new vuerXr.SceneStore().size).toBe(0)
    },
  },
  {
    python: 'Scene',
    async run() {
      expect(Scene({ up: [0, 0, 1], bgChildren: [AmbientLight({ key: 'light' })] }, Box({ key: 'a' }))).toEqual({
        tag: 'Scene',
        up: [0, 0, 1],
        bgChildren: [{ tag: 'AmbientLight', key: 'light' }],
        children: [{ tag: 'Box', key: 'a' }],
      })
      expect(Scene({ children: [Box({ key: 'a' })] })).toEqual(Scene({}, Box({ key: 'a' })))
    },
  },
  {
    python: 'DefaultScene',
    async run() {
      const { session } = new MemoryClient().init()
      session.set(DefaultScene({}, Box({ key: 'a' })))
      const tags = [...session.graph.nodes.values()].map(({ tag }) => tag)
      expect(tags).toEqual(expect.arrayContaining(['Grid', 'Hands', 'MotionControllers', 'OrbitControls', 'Box']))
    },
  },
  {
    python: 'Box',
    async run({ join }) {
      const { client, session } = await join()
      session.upsert(
        Box({
          key: 'animated-box',
          args: [0.1, 0.1, 0.1],
          position: [0.5, 0.05, 0],
          color: 'red',
          materialType: 'standard',
        }),
      )
      await client.recv()
      expect(client.graph.get('animated-box')).toMatchObject({ tag: 'Box', props: { args: [0.1, 0.1, 0.1] } })
    },
  },
  {
    python: 'Box.key',
    async run() {
      expect([Box().key, Box().key], 'a new one where none is given').toEqual([
        expect.stringMatching(/^Box#\d+$/),
        expect.stringMatching(/^Box#\d+$/),
      ])
      expect(Box().key).not.toBe(Box().key)
      expect(() => Box({ key: '' })).toThrow('key: expected a non-empty string')
    },
  },
  boxProp('args', [0.1, 0.2, 0.3]),
  boxProp('position', [0, 1, 0]),
  boxProp('color', 'red'),
  boxProp('materialType', 'standard'),
  {
    python: 'Sphere',
    async run() {
      const { session } = new MemoryClient().init()
      session.add(Sphere({ key: 'sphere', position: [0, 1, 0], color: 'blue' }))
      expect(session.graph.get('sphere')).toMatchObject({ tag: 'Sphere', props: { color: 'blue' } })
    },
  },
  {
    python: 'Sphere.radius',
    async run() {
      expect(Sphere.props).not.toHaveProperty('radius')
      const { props } = vuerXr.resolveProps(Sphere, Sphere({ key: 'sphere', args: [0.5] }))
      expect(props.args[0]).toBe(0.5)
    },
  },
  {
    python: 'AmbientLight',
    async run() {
      const { session } = new MemoryClient().init()
      session.set(Scene({ bgChildren: [AmbientLight({ key: 'light', intensity: 0.8 })] }))
      expect(session.graph.get('light')).toMatchObject({ slot: 'bgChildren', props: { intensity: 0.8 } })
    },
  },
  {
    python: 'VuerSession.spawn_task',
    async run({ join }) {
      const { session } = await join()
      const upserted: number[] = []
      let count = 0
      const background = session.spawnTask(async (signal) => {
        for (; !signal.aborted; await session.sleep(1)) count += 1
      }, 'background')
      for (let step = 0; step < 5; step++) {
        session.upsert(Box({ key: 'animated-box', position: [step, 0, 0] }))
        upserted.push(step)
        await session.sleep(2)
      }
      background.cancel()
      await background.done
      expect(count, 'it ran beside the loop').toBeGreaterThan(1)
      expect(session.graph.get('animated-box')?.props.position).toEqual([4, 0, 0])
    },
  },
  {
    python: 'task.cancel',
    async run({ join }) {
      const { session } = await join()
      const task = session.spawnTask((signal) => new Promise((resolve) => signal.addEventListener('abort', resolve)))
      task.cancel()
      await task.done
      expect(session.signal.aborted, 'the session goes on').toBe(false)
    },
  },
  {
    python: 'background_task',
    async run({ join }) {
      const { session } = await join()
      const seen: unknown[] = []
      async function background(signal: AbortSignal) {
        seen.push(signal.aborted)
        await session.forever()
        seen.push(signal.aborted)
      }
      const task = session.spawnTask(background)
      session.close()
      await task.done
      expect(seen, 'its signal aborts with the session').toEqual([false, true])
    },
  },
  {
    python: 'asyncio.sleep',
    async run({ join }) {
      const { session } = await join()
      const before = performance.now()
      await session.sleep(20)
      expect(performance.now() - before).toBeGreaterThan(18)
      const sleeping = session.sleep(1_000_000)
      session.close()
      await expect(sleeping, 'not longer than the session lives').rejects.toMatchObject({ code: 'SESSION_ENDED' })
    },
  },
  {
    python: 'await',
    async run({ join }) {
      const { client, session } = await join()
      const store = new SceneStore()
      store.subscribe(session)
      await store.upsert(Box({ key: 'box' }))
      expect(session.lag, 'the socket has taken it').toMatchObject({ waiting: 0, behindMs: 0 })
      expect(await client.recv()).toMatchObject({ etype: expect.stringMatching(/SET|ADD/) })
    },
  },
  {
    python: 'async for',
    async run({ join }) {
      const { client, session } = await join()
      const store = new SceneStore()
      store.subscribe(session)
      const loop = async () => {
        for await (const event of session) {
          if (event.etype !== 'ON_CLICK') continue
          const { key } = event.value as { key: string }
          await store.upsert(Box({ key: `box-${key}`, position: [0, 1, 0] }))
        }
      }
      const ended = loop()
      client.send({ etype: 'ON_CLICK', value: { key: 'a' } })
      await expect.poll(() => client.graph.has('box-a')).toBe(true)
      client.close()
      await expect(ended, 'the loop ends with the session').resolves.toBeUndefined()
    },
  },
  {
    python: 'CLICK',
    async run({ join }) {
      const { client, session } = await join()
      const next = session.till('ON_CLICK')
      client.send({ etype: 'ON_CLICK', value: { key: 'box' } })
      expect((await next).value.key).toBe('box')
      const element = session.till('CLICK')
      client.send({ etype: 'CLICK', key: 'button-1', value: undefined })
      expect((await element).key, 'of a button, from Vuer’s own client').toBe('button-1')
    },
  },
]
