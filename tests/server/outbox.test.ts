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

describe('[OP13] changes of many nodes', () => {
  const boxes = Array.from({ length: 20 }, (_, index) => `box-${index}`)
  const positions = (step: number) => boxes.map((key, index) => ({ key, position: [index, step, 0.5] }))

  function connected(version: number, more: Record<string, unknown>) {
    const client = new MemoryClient().init(version, more)
    const browser = new SceneGraph()
    /** Applies what has come, and says in what form it came. */
    const read = () =>
      client.messages().flatMap((message) => {
        if (message.kind !== 'operation') return []
        browser.apply(message.operation)
        return [message.operation.op]
      })
    client.session.set(Scene({}, ...boxes.map((key) => Box({ key }))))
    read()
    return { client, session: client.session, browser, read }
  }

  it('travel as columns to a client that says it can read them, at once and after it was behind', () => {
    const { client, session, browser, read } = connected(1, { columns: true })
    session.update(positions(1))
    session.upsert(positions(2).map((patch) => Box(patch as { key: string })))
    session.update(positions(3).slice(0, 3))
    expect(read()).toEqual(['columns', 'columns', 'update'])
    client.transport.blocked = true
    session.send({ etype: 'FILLER', data: new Uint8Array(300_000) })
    for (let step = 4; step < 20; step += 1) session.update(positions(step))
    client.transport.unblock()
    expect(read()).toEqual(['columns'])
    expect(browser.toJSON()).toEqual(session.graph.toJSON())
    expect(browser.get('box-7')?.props.position).toEqual([7, 19, 0.5])
  })

  it('travel one by one to any other', () => {
    for (const [version, more] of [
      [1, {}],
      [1, { columns: 1 }],
      [1, { columns: 'true' }],
      [0, { columns: true }],
    ] as const) {
      const { session, browser, read } = connected(version, more)
      session.update(positions(1))
      expect(read(), JSON.stringify({ version, more })).toEqual(['update'])
      expect(browser.toJSON()).toEqual(session.graph.toJSON())
    }
  })
})

describe('[RS14] a client that confirms what it has', () => {
  /** With a scene, on a clock of its own. */
  function confirming(more: Record<string, unknown> = { confirmsBytes: 65_536 }) {
    let time = 1000
    const client = new MemoryClient({ now: () => time }).init(1, more)
    const { session } = client
    session.set(Scene({}, Box({ key: 'a' })))
    const browser = new SceneGraph()
    let frames = 0
    return {
      client,
      session,
      browser,
      pass: (ms: number) => {
        time += ms
      },
      /** Applies what has come, and tells the last place that it got. */
      read: () => {
        const places: unknown[] = []
        for (const message of client.messages()) {
          if (message.kind !== 'operation') continue
          frames += 1
          browser.apply(message.operation)
          places.push(browser.get('a')?.props.position)
        }
        return places
      },
      confirm: () => client.send({ etype: 'RECEIPT', value: { received: 0, frames } }),
    }
  }
  const large = (x: number) => ({ key: 'a', position: [x, 0, 0], data: new Uint8Array(100_000) })

  it('is sent no more while much of it is old, then the newest alone', () => {
    const { session, pass, read, confirm } = confirming()
    for (let x = 1; x <= 3; x++) session.update(large(x))
    expect(session.lag.waiting).toBe(0)
    pass(101)
    for (let x = 4; x <= 9; x++) session.update(large(x))
    expect(session.lag.waiting).toBe(1)
    expect(read().at(-1)).toEqual([3, 0, 0])
    confirm()
    expect(read()).toEqual([[9, 0, 0]])
    expect(session.lag).toMatchObject({ waiting: 0, behindMs: 0 })
  })

  it('may have as much on its way as it likes within the time that the way takes', () => {
    const { session, pass, read, confirm } = confirming()
    session.update(large(1))
    read()
    pass(300)
    confirm()
    for (let x = 2; x <= 6; x++) session.update(large(x))
    pass(690)
    session.update(large(7))
    expect(session.lag.waiting).toBe(0)
    pass(20)
    session.update(large(8))
    expect(session.lag.waiting).toBe(1)
  })

  it('may be slow with little', () => {
    const { session, pass } = confirming()
    session.update(large(1))
    session.update(large(2))
    pass(10_000)
    session.update({ key: 'a', position: [3, 0, 0] })
    expect(session.lag.waiting).toBe(0)
  })

  it('gets calls after what waits before them', () => {
    const { client, session, pass, read, confirm } = confirming()
    for (let x = 1; x <= 3; x++) session.update(large(x))
    pass(101)
    session.update(large(4))
    session.grabRender().catch(() => {})
    session.update(large(5))
    read()
    confirm()
    const kinds = client.messages().map((message) => (message.kind === 'operation' ? 'operation' : message.kind))
    expect(kinds).toEqual(['operation', 'call', 'operation'])
  })

  it('is the only one for whom this holds: others confirm nothing, or nothing that makes sense', () => {
    for (const confirmsBytes of [undefined, 0, -1, 1.5, '65536', 2 ** 30, Number.NaN, {}]) {
      const { session, pass } = confirming({ confirmsBytes })
      for (let x = 1; x <= 3; x++) session.update(large(x))
      pass(10_000)
      session.update(large(4))
      expect(session.lag.waiting, String(confirmsBytes)).toBe(0)
    }
  })

  it('confirms what is a receipt; anything else is complained of and changes nothing', () => {
    const { client, session, pass } = confirming()
    for (let x = 1; x <= 3; x++) session.update(large(x))
    pass(101)
    session.update(large(4))
    for (const value of [undefined, {}, { received: 0, frames: -1 }, { received: 0, frames: 'all' }, 7]) {
      client.send({ etype: 'RECEIPT', value })
      expect(session.lag.waiting).toBe(1)
    }
    expect(client.transport.closed).toBeUndefined()
    client.send({ etype: 'RECEIPT', value: { received: 0, frames: 1e9 } })
    expect(session.lag.waiting).toBe(0)
  })

  it('ends with the script’s scene, however it reads and confirms', () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
    let state = seed
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1
      return state % below
    }
    let waited = 0
    for (let round = 0; round < 40; round++) {
      const { session, browser, pass, read, confirm } = confirming()
      for (let step = 0; step < 100; step++) {
        const roll = random(8)
        if (roll < 4) session.update(large(step))
        else if (roll === 4) session.upsert(Box({ key: `b${random(4)}`, scale: 1 + random(5) }))
        else if (roll === 5) pass(random(80))
        else if (roll === 6) read()
        else confirm()
        if (session.lag.waiting > 0) waited += 1
      }
      while (session.lag.waiting > 0) {
        read()
        confirm()
      }
      read()
      expect(browser.toJSON(), `seed ${seed}`).toEqual(session.graph.toJSON())
    }
    expect(waited).toBeGreaterThan(50)
  })
})
