import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Box, encodeFrame, type Logger, Scene, silentLogger } from 'vuer-xr'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { usedHeap } from '../support/server/garbageCollector.ts'
import { MemoryClient, MemoryServer } from '../support/server/memoryClient.ts'
import { SocketClient, startServer } from '../support/server/socketClient.ts'

const folder = new URL('../fixtures/vectors/', import.meta.url)
const RECORDED = readdirSync(folder)
  .filter((name) => name.startsWith('browser-') && name.endsWith('.msgpack'))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))))
  .filter(({ length }) => length < 4000)

const NASTY_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', '', '\0', 'resumed']
const NASTY_ETYPES = ['INIT', 'HEARTBEAT', 'HELLO', 'RESTORE', 'CANCEL', 'SET', 'disconnected', 'resumed', '*', '']

/** Frames as a broken or hostile client might send them. */
class Fuzz {
  readonly random: SeededRandom

  constructor(random: SeededRandom) {
    this.random = random
  }

  frame(): Uint8Array | string {
    const { random } = this
    switch (random.below(8)) {
      case 0:
        return this.#bytes(random.below(200))
      case 1:
        return this.#mutated(random.pick(RECORDED))
      case 2: {
        const frame = random.pick(RECORDED)
        return frame.subarray(0, random.below(frame.length))
      }
      case 3: {
        // Claims far more than it holds.
        const head = random.pick([0xdd, 0xdf, 0xdb, 0xc6, 0xc9])
        return Uint8Array.of(head, random.below(256), random.below(256), random.below(256), 255, ...this.#bytes(5))
      }
      case 4:
        return Uint8Array.from(Array(random.below(400)).fill(random.pick([0x91, 0x81, 0xd4, 0xdd])))
      case 5:
        return random.chance(0.5) ? 'a text frame' : this.#mutated(this.#message())
      default:
        return this.#message()
    }
  }

  /** Well-formed, with contents that make no sense. */
  #message(): Uint8Array {
    const { random } = this
    const etype = random.pick([...NASTY_ETYPES, 'HAND_MOVE', 'ON_CLICK', 'CAMERA_MOVE', 'NOTE', 'X_RESPONSE@1'])
    const message: Record<string, unknown> = { etype, value: this.#value(3) }
    for (const name of ['key', 'ts', 'seq', 'no', 'done', 'uuid', 'rtype', 'data', 'frame']) {
      if (random.chance(0.3)) message[name] = this.#value(1)
    }
    const frame = encodeFrame(message, 'vuer-xr').slice()
    return random.chance(0.05) ? withPrototypeName(frame) : frame
  }

  #value(depth: number): unknown {
    const { random } = this
    return random.pick<() => unknown>([
      () => null,
      () => random.next() * 1e18,
      () => -random.below(1000),
      () => Number.NaN,
      () => random.pick(NASTY_NAMES),
      () => this.#bytes(random.below(50)),
      () => new Float32Array(random.pick([0, 16, 400, 401])).fill(random.pick([0, Number.NaN, 1e38])),
      () => (depth > 0 ? random.list(4, () => this.#value(depth - 1)) : []),
      () => {
        const names = NASTY_NAMES.filter((name) => name !== '__proto__')
        const entries = random.list(4, () => [random.pick(names), depth > 0 ? this.#value(depth - 1) : 1])
        return Object.fromEntries([...entries, ['resume', { token: 'x', fresh: true }], ['wire', random.below(3)]])
      },
    ])()
  }

  #mutated(frame: Uint8Array): Uint8Array {
    const copy = frame.slice()
    for (let count = 1 + this.random.below(4); count > 0; count--) {
      copy[this.random.below(copy.length)] = this.random.below(256)
    }
    return copy
  }

  #bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.random.below(256))
  }
}

/** Puts `__proto__` in the place of a name of the same length, which no encoder would write. */
function withPrototypeName(frame: Uint8Array): Uint8Array {
  const bytes = Buffer.from(frame)
  const at = bytes.indexOf('prototype')
  if (at >= 0) bytes.write('__proto__', at)
  return bytes
}

describe('anything that a client may send', () => {
  it('[FR6] 120 000 frames leave the process, its memory and the other sessions as they were', {
    timeout: 120_000,
  }, () => {
    const random = new SeededRandom()
    const fuzz = new Fuzz(random)
    const errors: unknown[] = []
    const logger: Logger = { ...silentLogger, error: (message, details) => errors.push([message, details]) }
    const heard: unknown[] = []
    const server = new MemoryServer({
      logger,
      onInit: (session) => session.set(Scene({}, Box({ key: 'mine' }))),
      onEvent: ({ etype, value }, session) => session === good.session && heard.push([etype, value]),
      options: { resumeSeconds: 30, maxPerAddress: 20 },
    })
    const good = new MemoryClient(server)
    good.init()
    const before = usedHeap()
    let hostile = new MemoryClient(server)
    let closed = 0
    for (let count = 1; count <= 120_000; count++) {
      if (hostile.transport.closed) {
        closed += 1
        hostile.connection.lost('closed')
        hostile = new MemoryClient(server)
        if (random.chance(0.8)) hostile.init(random.pick([0, 1]))
      }
      hostile.connection.receive(fuzz.frame())
      if (count % 1000 === 0) {
        good.frames()
        good.session.update({ key: 'mine', position: [count, 0, 0] })
        good.send({ etype: 'NOTE', value: count })
        good.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
        expect(
          good.frames().map(({ etype }) => etype),
          `SEED=${random.seed}`,
        ).toEqual(['UPDATE', 'HEARTBEAT'])
        expect(heard.at(-1)).toEqual(['NOTE', count])
      }
    }
    expect(closed, 'sockets that were closed').toBeGreaterThan(10_000)
    expect(errors, `SEED=${random.seed}: mistakes of the server`).toEqual([])
    expect(heard).toHaveLength(121)
    expect(server.sessions.all.size).toBeLessThanOrEqual(20)
    for (const name of ['polluted', 'wire', 'token', 'fresh'])
      expect(({} as Record<string, unknown>)[name]).toBeUndefined()
    expect(usedHeap() - before, 'bytes that stay').toBeLessThan(8e6)
    server.sessions.close(1001, 'the test is over')
  })

  it('[FR6] over real sockets, one client’s garbage is no other client’s trouble', async () => {
    const random = new SeededRandom()
    const fuzz = new Fuzz(random)
    await using server = await startServer({ resumeSeconds: 0 }, (app) => {
      app.spawn((session) => session.set(Scene({}, Box({ key: 'mine' }))))
      app.addHandler('ASK', ({ value }, session) => session.send({ etype: 'ANSWER', data: value }))
    })
    const good = await new SocketClient(server.url).init()
    for (let round = 0; round < 150; round++) {
      const hostile = await new SocketClient(server.url).open()
      for (let count = 0; count < 20; count++) hostile.socket.send(fuzz.frame())
      if (random.chance(0.3)) hostile.socket.close()
      else hostile.close()
      await hostile.closed
      good.send({ etype: 'ASK', value: round })
      expect((await good.until('ANSWER')).data, `SEED=${random.seed}`).toBe(round)
    }
    good.close()
  })
})
