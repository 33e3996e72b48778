import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeFrame, encodeFrame, type Operation } from 'vuer-xr/protocol'
import { Connection, type ConnectionState, type Socket } from '../../../src/connection/Connection.ts'

class FakeSocket implements Socket {
  binaryType = ''
  readyState = 0
  bufferedAmount = 0
  readonly sent: Record<string, unknown>[] = []
  closedWith: number | undefined
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(decodeFrame(data) as Record<string, unknown>)
  }

  close(code = 1000): void {
    this.readyState = 3
    this.closedWith = code
  }

  accept(): void {
    this.readyState = 1
    this.onopen?.()
  }

  receive(message: unknown): void {
    this.onmessage?.({ data: encodeFrame(message, 'vuer-xr').slice().buffer })
  }

  hello(serverTime = Date.now()): void {
    this.receive({ etype: 'HELLO', data: { wire: 1, sessionId: 's', version: '0', serverTime } })
  }

  drop(code = 1006, reason = ''): void {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

function connect() {
  const sockets: FakeSocket[] = []
  const states: ConnectionState[] = []
  const operations: [Operation, boolean][] = []
  const problems: string[] = []
  const calls: { key: string | undefined; reply: (value: unknown) => void }[] = []
  const connection = new Connection({
    url: 'wss://robot.local/socket',
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    introduction: () => ({ etype: 'INIT', value: { wire: 1 } }),
    onOperation: (operation, foreign) => operations.push([operation, foreign]),
    onCall: ({ key }, reply) => calls.push({ key, reply }),
    onState: (state) => states.push(state),
    onProblem: (message) => problems.push(message),
  })
  connection.open()
  return { connection, sockets, states, operations, problems, calls, socket: () => sockets.at(-1)! }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('introducing itself', () => {
  it('[HS1] sends INIT first, and speaks the extensions only after HELLO', () => {
    const { connection, socket } = connect()
    socket().accept()
    const sample = { etype: 'HEAD_MOVE', key: 'head', value: { matrix: new Float32Array(16) } }
    connection.send(sample)
    socket().hello()
    connection.send(sample)
    const [init, before, , after] = socket().sent
    expect(init).toEqual({ etype: 'INIT', value: { wire: 1 } })
    expect(before).toMatchObject({ ts: 1_800_000_000, value: { matrix: new Array(16).fill(0) } })
    expect(before).not.toHaveProperty('seq')
    expect(after).toMatchObject({ ts: 1_800_000_000_000, seq: 0 })
    expect(after).toMatchObject({ value: { matrix: expect.any(Float32Array) } })
  })

  it('[HS2] says of an operation whether it comes from another program', () => {
    const { socket, operations } = connect()
    socket().accept()
    socket().receive({ etype: 'REMOVE', data: { keys: ['a'] } })
    socket().hello()
    socket().receive({ etype: 'REMOVE', data: { keys: ['a'] } })
    expect(operations.map(([, foreign]) => foreign)).toEqual([true, false])
  })

  it('answers a call under the name that it asked for', () => {
    const { socket, calls } = connect()
    socket().accept()
    socket().hello()
    socket().receive({ etype: 'GRAB_RENDER', uuid: 'u', key: 'DEFAULT', rtype: 'GRAB_RENDER_RESPONSE@u', data: {} })
    calls[0]?.reply({ width: 1 })
    expect(socket().sent.at(-1)).toMatchObject({ etype: 'GRAB_RENDER_RESPONSE@u', key: 'DEFAULT', value: { width: 1 } })
  })

  it('a message that cannot be used is a problem and nothing more', () => {
    const { socket, problems, operations } = connect()
    socket().accept()
    socket().onmessage?.({ data: Uint8Array.of(0x93, 1).buffer })
    socket().receive({ etype: 'ADD', data: { nodes: 3 } })
    socket().receive({ etype: 'REMOVE', data: { keys: [] } })
    expect(problems).toHaveLength(2)
    expect(problems[1]).toContain('ADD: data.nodes: expected a list of nodes')
    expect(operations).toHaveLength(1)
  })
})

describe('samples and events', () => {
  it('[EV3] samples wait while the socket is full, and only the newest of each stream is sent', () => {
    const { connection, socket } = connect()
    socket().accept()
    socket().hello()
    const before = socket().sent.length
    socket().bufferedAmount = 1_000_000
    for (let i = 0; i < 50; i++) {
      connection.send({ etype: 'HEAD_MOVE', key: 'head', value: { i } })
      connection.send({ etype: 'HAND_MOVE', key: 'hands', value: { i } })
    }
    connection.send({ etype: 'ON_CLICK', value: { key: 'box' } })
    expect(
      socket()
        .sent.slice(before)
        .map(({ etype }) => etype),
    ).toEqual(['ON_CLICK'])
    socket().bufferedAmount = 0
    vi.advanceTimersByTime(20)
    const late = socket().sent.slice(before + 1)
    expect(late.map(({ etype, value }) => [etype, value])).toEqual([
      ['HEAD_MOVE', { i: 49 }],
      ['HAND_MOVE', { i: 49 }],
    ])
  })

  it('[EV4] counts each stream from nought on each socket', () => {
    const { connection, socket } = connect()
    for (let round = 0; round < 2; round++) {
      socket().accept()
      socket().hello()
      for (let i = 0; i < 3; i++) connection.send({ etype: 'HEAD_MOVE', key: 'head', value: {} })
      expect(
        socket()
          .sent.filter(({ etype }) => etype === 'HEAD_MOVE')
          .map(({ seq }) => seq),
      ).toEqual([0, 1, 2])
      socket().drop()
      vi.advanceTimersByTime(3000)
    }
  })
})

describe('time', () => {
  it('[HB5] stamps what it sends in the server’s clock', () => {
    const { connection, socket } = connect()
    socket().accept()
    socket().hello(Date.now() + 3_600_000)
    const sent = Date.now()
    socket().receive({
      etype: 'HEARTBEAT',
      data: { clientSent: sent, serverReceived: sent + 5_000_000, serverSent: sent + 5_000_000 },
    })
    connection.send({ etype: 'HEAD_MOVE', key: 'head', value: {}, capturedAt: sent - 10 })
    expect(socket().sent.at(-1)).toMatchObject({ ts: sent + 5_000_000 - 10 })
  })
})

describe('coming back', () => {
  it('tries again with growing pauses that never exceed two seconds, for ever', () => {
    const { sockets, states, socket } = connect()
    socket().accept()
    socket().hello()
    for (let i = 0; i < 100; i++) {
      socket().drop()
      vi.advanceTimersByTime(2001)
    }
    expect(sockets).toHaveLength(101)
    const pauses = states.flatMap((state) => (state.status === 'waiting' ? [state.retryInMs] : []))
    expect(pauses[0]).toBeLessThanOrEqual(250)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2000)
  })

  it('tries at once when it is told that the network is back', () => {
    const { connection, sockets, socket } = connect()
    socket().drop()
    expect(sockets).toHaveLength(1)
    connection.retryNow()
    expect(sockets).toHaveLength(2)
    connection.retryNow()
    expect(sockets).toHaveLength(2)
  })

  it('[HB3] gives up a socket on which heartbeats stay unanswered', () => {
    const { sockets, socket, states } = connect()
    socket().accept()
    socket().hello()
    vi.advanceTimersByTime(8100)
    expect(sockets[0]?.closedWith).toBe(4408)
    expect(states.at(-1)).toMatchObject({ status: expect.stringMatching(/waiting|connecting/) })
    vi.advanceTimersByTime(3000)
    expect(sockets.length).toBeGreaterThan(1)
  })

  it('[HB3] keeps a socket whose heartbeats are answered, also when the tab’s timers are throttled', () => {
    const { sockets, socket } = connect()
    socket().accept()
    socket().hello()
    const answerAll = () => {
      const last = socket()
        .sent.filter(({ etype }) => etype === 'HEARTBEAT')
        .at(-1)
      const { clientSent } = (last?.value ?? {}) as { clientSent: number }
      socket().receive({ etype: 'HEARTBEAT', data: { clientSent, serverReceived: Date.now(), serverSent: Date.now() } })
    }
    answerAll()
    for (let i = 0; i < 10; i++) {
      vi.setSystemTime(Date.now() + 60_000)
      vi.advanceTimersByTime(2000)
      answerAll()
    }
    expect(sockets).toHaveLength(1)
  })

  it('does not come back by itself when the script closed the session, or when it was refused', () => {
    for (const [code, refused] of [
      [1000, false],
      [4401, true],
      [4403, true],
    ] as const) {
      const { connection, sockets, socket } = connect()
      socket().accept()
      socket().drop(code, 'because')
      vi.advanceTimersByTime(60_000)
      expect(sockets).toHaveLength(1)
      expect(connection.state).toEqual({ status: 'ended', refused, reason: 'because' })
      connection.retryNow()
      expect(sockets).toHaveLength(2)
    }
  })

  it('waits longer after an error of the script', () => {
    const { connection, socket } = connect()
    socket().accept()
    socket().drop(4500, 'the script failed')
    expect(connection.state).toMatchObject({ status: 'waiting', retryInMs: 5000, reason: 'the script failed' })
  })

  it('hears nothing from a socket that it gave up', () => {
    const { connection, sockets, operations, socket } = connect()
    socket().accept()
    const old = socket()
    old.drop()
    connection.retryNow()
    old.receive({ etype: 'REMOVE', data: { keys: ['a'] } })
    old.drop()
    expect(operations).toEqual([])
    expect(sockets).toHaveLength(2)
  })
})
