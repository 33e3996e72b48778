import { describe, expect, it } from 'vitest'
import { Box, Group, type Operation, Scene, SceneGraph } from 'vuer-xr'
import { MemoryClient } from '../support/server/memoryClient.ts'

/** A client whose wire is full: what the script does now has to wait. */
function stalled() {
  const client = new MemoryClient().init()
  client.session.set(Scene({}, Group({ key: 'g' })))
  const browser = new SceneGraph()
  const catchUp = () => {
    client.transport.unblock()
    const etypes: string[] = []
    for (const message of client.messages()) {
      if (message.kind === 'operation') browser.apply(message.operation)
      etypes.push(message.kind === 'operation' ? message.operation.op : message.kind)
    }
    return etypes
  }
  catchUp()
  client.transport.blocked = true
  client.session.send({ etype: 'FILLER', data: new Uint8Array(300_000) })
  return { client, session: client.session, browser, catchUp }
}

describe('a client that falls behind', () => {
  it('gets the newest of each prop, in one operation', () => {
    const { session, browser, catchUp } = stalled()
    session.add(Box({ key: 'a' }), { to: 'g' })
    for (let i = 0; i < 1000; i++) session.update({ key: 'a', position: [i, 0, 0] })
    session.update({ key: 'a', color: 'red' })
    expect(session.lag.waiting).toBe(2)
    expect(catchUp()).toEqual(['event', 'add', 'update'])
    expect(browser.toJSON()).toEqual(session.graph.toJSON())
    expect(browser.get('a')?.props).toEqual({ position: [999, 0, 0], color: 'red' })
  })

  it('gets nothing of a node that came and went, but its removal', () => {
    const { session, browser, catchUp } = stalled()
    session.update({ key: 'g', position: [1, 1, 1] })
    session.remove('g')
    expect(catchUp()).toEqual(['event', 'remove'])
    expect(browser.toJSON()).toEqual(session.graph.toJSON())
  })

  it('gets the whole scene when more structure waits than the scene has', () => {
    const { session, browser, catchUp } = stalled()
    for (let i = 0; i < 5000; i++) {
      session.add(Box({ key: 'flicker' }))
      session.remove('flicker')
    }
    expect(session.lag.waiting).toBeLessThan(150)
    catchUp()
    expect(browser.toJSON()).toEqual(session.graph.toJSON())
  })

  it('gets calls after what was sent before them', () => {
    const { session, catchUp } = stalled()
    session.update({ key: 'g', position: [1, 0, 0] })
    session.grabRender().catch(() => {})
    session.update({ key: 'g', position: [2, 0, 0] })
    expect(catchUp()).toEqual(['event', 'update', 'call', 'update'])
  })

  it('[HB7] is answered a heartbeat at once, whatever waits', () => {
    const { client, session, catchUp } = stalled()
    session.update({ key: 'g', position: [1, 0, 0] })
    client.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
    expect(catchUp()).toEqual(['event', 'heartbeat', 'update'])
  })

  it('ends with the script’s scene after any sequence of operations and stalls', () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
    let state = seed
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1
      return state % below
    }
    for (let round = 0; round < 60; round++) {
      const { client, session, browser, catchUp } = stalled()
      for (let step = 0; step < 120; step++) {
        const keys = [...session.graph.nodes.keys()]
        const some = keys[random(Math.max(1, keys.length))] ?? 'none'
        const fresh = `n${random(12)}`
        const operation: Operation = [
          { op: 'add', nodes: [Group({ key: fresh })], to: random(2) && keys.length ? some : null } as const,
          { op: 'update', nodes: [{ key: some, position: [random(9), 0, 0] }] } as const,
          { op: 'update', nodes: [{ key: some, children: [Box({ key: `c${random(6)}` })] }] } as const,
          { op: 'upsert', nodes: [Box({ key: fresh, scale: random(5) })], to: null } as const,
          { op: 'remove', keys: [some] } as const,
          { op: 'set', scene: Scene({}, Box({ key: fresh })) } as const,
        ][random(40) === 0 ? 5 : random(5)]!
        try {
          if (operation.op === 'add') session.add(operation.nodes, { to: operation.to })
          else if (operation.op === 'update') session.update(operation.nodes)
          else if (operation.op === 'upsert') session.upsert(operation.nodes)
          else if (operation.op === 'remove') session.remove(operation.keys)
          else session.set(operation.scene)
        } catch (error) {
          expect(error).toMatchObject({ name: 'ProtocolError' })
        }
        if (random(10) === 0) {
          catchUp()
          expect(browser.toJSON(), `seed ${seed}`).toEqual(session.graph.toJSON())
          client.transport.blocked = random(2) === 0
          if (client.transport.blocked) session.send({ etype: 'FILLER', data: new Uint8Array(300_000) })
        }
      }
      catchUp()
      expect(browser.toJSON(), `seed ${seed}`).toEqual(session.graph.toJSON())
    }
  })
})
