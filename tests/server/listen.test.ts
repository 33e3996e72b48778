import { EventEmitter, once } from 'node:events'
import type { Server } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { silentLogger } from '../../server/logger.ts'
import { listen } from '../../server/socket/listen.ts'
import { startServer } from '../support/server/socketClient.ts'

async function takenPort() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, isOpen: () => server.listening }
}

/** A server that answers each attempt to listen as it is told; undefined is success. */
class ScriptedServer extends EventEmitter {
  readonly ports: number[] = []
  readonly #answer: (port: number) => string | undefined

  constructor(answer: (port: number) => string | undefined) {
    super()
    this.#answer = answer
  }

  listen({ port }: { port: number }): void {
    this.ports.push(port)
    const code = this.#answer(port)
    queueMicrotask(() =>
      code === undefined ? this.emit('listening') : this.emit('error', Object.assign(new Error(code), { code })),
    )
  }
}

const on = (server: ScriptedServer, port: number, freePort: boolean, warnings: string[] = []) =>
  listen(server as unknown as Server, {
    host: '127.0.0.1',
    port,
    freePort,
    logger: { ...silentLogger, warn: (message) => warnings.push(message) },
  })

describe('freePort', () => {
  test('a port that is taken makes way for the next free one, which is said, and its owner keeps it', async () => {
    const taken = await takenPort()
    const warnings: string[] = []
    const logger = { ...silentLogger, warn: (message: string) => warnings.push(message) }
    await using server = await startServer({ host: '127.0.0.1', port: taken.port, freePort: true, logger })
    expect(server.port).toBeGreaterThan(taken.port)
    expect(server.port).toBeLessThanOrEqual(taken.port + 99)
    expect(warnings).toEqual([`port ${taken.port} is in use: this server listens on port ${server.port}`])
    expect(taken.isOpen()).toBe(true)
  })

  test('a port that is free is taken, and nothing is said', async () => {
    const server = new ScriptedServer(() => undefined)
    const warnings: string[] = []
    await on(server, 8012, true, warnings)
    expect([server.ports, warnings]).toEqual([[8012], []])
  })

  test('up to 99 above are tried, and then it is one sentence', async () => {
    const server = new ScriptedServer(() => 'EADDRINUSE')
    await expect(on(server, 8012, true)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: 'the ports 8012 to 8111 are all in use: choose another port',
    })
    expect([server.ports.length, server.ports.at(-1)]).toEqual([100, 8111])
    expect([server.listenerCount('error'), server.listenerCount('listening')]).toEqual([0, 0])
  })

  test('no port above 65535 is tried, and none above 0', async () => {
    const last = new ScriptedServer(() => 'EADDRINUSE')
    await expect(on(last, 65_530, true)).rejects.toMatchObject({ code: 'PORT_TAKEN' })
    expect(last.ports).toEqual([65_530, 65_531, 65_532, 65_533, 65_534, 65_535])
    const any = new ScriptedServer(() => 'EADDRINUSE')
    await expect(on(any, 0, true)).rejects.toMatchObject({ code: 'PORT_TAKEN' })
    expect(any.ports).toEqual([0])
  })

  test('another fault than a port in use ends the search', async () => {
    const server = new ScriptedServer((port) => (port === 1023 ? 'EADDRINUSE' : 'EACCES'))
    await expect(on(server, 1023, true)).rejects.toMatchObject({ code: 'PORT_FORBIDDEN' })
    expect(server.ports).toEqual([1023, 1024])
  })
})

describe('without freePort', () => {
  test.each([
    ['EADDRINUSE', 'PORT_TAKEN', 'port 8012 is in use: close the other program, or choose another port'],
    ['EACCES', 'PORT_FORBIDDEN', 'port 8012 needs more rights: choose one above 1023'],
    ['EADDRNOTAVAIL', 'HOST_UNKNOWN', 'host: "127.0.0.1" is no address of this machine'],
    ['ENOTFOUND', 'HOST_UNKNOWN', 'host: "127.0.0.1" is no address of this machine'],
    ['EMFILE', 'CANNOT_LISTEN', 'cannot listen on port 8012: EMFILE'],
  ])('%s is %s', async (code, ours, message) => {
    const server = new ScriptedServer(() => code)
    await expect(on(server, 8012, false)).rejects.toMatchObject({ code: ours, message, cause: { code } })
    expect(server.ports).toEqual([8012])
  })
})
