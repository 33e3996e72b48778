import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeFrame, encodeFrame, ProtocolError, type WireOperation } from 'vuer-xr/protocol'
import { type Asked, Connection, type ConnectionOptions, type ConnectionState } from '../../connection/Connection.ts'
import type { Socket } from '../../connection/Socket.ts'

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

  hello(serverTime = Date.now(), more: Record<string, unknown> = {}): void {
    this.receive({ etype: 'HELLO', data: { wire: 1, sessionId: 's', version: '0', serverTime, ...more } })
  }

  /** HELLO of a server that keeps sessions. */
  helloWith(token: string, more: Record<string, unknown> = {}): void {
    this.hello(Date.now(), { resume: { token, seconds: 30 }, ...more })
  }

  drop(code = 1006, reason = ''): void {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

function connect(more: Partial<ConnectionOptions> = {}) {
  const sockets: FakeSocket[] = []
  const states: ConnectionState[] = []
  const operations: [WireOperation, boolean][] = []
  const problems: string[] = []
  const restored: Record<string, unknown>[] = []
  const heard: unknown[] = []
  const calls: Asked[] = []
  const connection = new Connection({
    url: 'wss://robot.local/socket',
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    introduction: () => ({ wire: 1 }),
    onOperation: (operation, foreign) => operations.push([operation, foreign]),
    onRestore: (scene) => restored.push(scene),
    onCall: (asked) => calls.push(asked),
    onEvent: (_, data) => heard.push(data),
    onState: (state) => states.push(state),
    onProblem: (message) => problems.push(message),
    ...more,
  })
  connection.open()
  return { connection, sockets, states, operations, problems, restored, heard, calls, socket: () => sockets.at(-1)! }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('introducing itself', () => {
  it('[HS1] [HS5] [FR15] sends INIT first, and speaks the extensions only after HELLO', () => {
    const { connection, socket } = connect()
    socket().accept()
    const sample = { etype: 'HEAD_MOVE', key: 'head', value: { matrix: new Float32Array(16) } }
    connection.send(sample)
    socket().hello()
    connection.send(sample)
    const [init, before, , after] = socket().sent
    expect(init).toEqual({ etype: 'INIT', value: { wire: 1, confirmsBytes: 131_072, columns: true } })
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

  it('[EV3] a sample that waits stays as it was, though its sender writes the next one into the same lists', () => {
    const { connection, socket } = connect()
    socket().accept()
    socket().hello()
    const matrix = new Float32Array(16)
    socket().bufferedAmount = 1_000_000
    connection.send({ etype: 'HEAD_MOVE', key: 'head', value: { matrix } })
    matrix.fill(7)
    socket().bufferedAmount = 0
    vi.advanceTimersByTime(20)
    expect(socket().sent.at(-1)).toMatchObject({ etype: 'HEAD_MOVE', value: { matrix: new Float32Array(16) } })
  })

  it('[EV4] counts each stream from nought in each session', () => {
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

  /** When heartbeats went out, in milliseconds since `start`. */
  const beatsOf = (socket: FakeSocket, start: number) =>
    socket.sent
      .filter(({ etype }) => etype === 'HEARTBEAT')
      .map(({ value }) => (value as { clientSent: number }).clientSent - start)

  it('[HB1] asks five times in the first second of each socket, and then every four seconds', () => {
    const { connection, socket } = connect()
    for (let round = 0; round < 2; round += 1) {
      socket().accept()
      vi.advanceTimersByTime(500)
      expect(socket().sent).toHaveLength(1)
      const start = Date.now()
      socket().helloWith('one', { resumed: round > 0 })
      for (let at = 0; at < 13_000; at += 50) {
        vi.advanceTimersByTime(50)
        socket().receive({ etype: 'SAY', data: at })
      }
      expect(beatsOf(socket(), start)).toEqual([0, 100, 300, 600, 1000, 4000, 8000, 12_000])
      socket().drop()
      vi.advanceTimersByTime(100)
      expect(beatsOf(socket(), start)).toHaveLength(8)
      connection.retryNow()
    }
  })

  it('[HB1] asks no more when the socket breaks in that first second, or the server is silent', () => {
    const { sockets, socket } = connect()
    socket().accept()
    const start = Date.now()
    socket().hello()
    vi.advanceTimersByTime(150)
    socket().drop()
    vi.advanceTimersByTime(10_000)
    expect(beatsOf(sockets[0]!, start)).toEqual([0, 100])
  })

  it('[HB1] does not ask several times at once after a pause of the whole page', () => {
    const { socket } = connect()
    socket().accept()
    const start = Date.now()
    socket().hello()
    vi.setSystemTime(start + 900)
    vi.advanceTimersByTime(100)
    expect(beatsOf(socket(), start)).toEqual([0, 1000])
    vi.advanceTimersByTime(200)
    expect(beatsOf(socket(), start)).toEqual([0, 1000, 1200])
  })

  it('[HB4] knows the server’s clock within the first second, although HELLO and the first answer come late', () => {
    const { connection, socket } = connect()
    const ahead = 5_000_000
    /** The page is busy at first: what has come waits so long before it is read. */
    const answer = (waitedMs: number) => {
      const { clientSent } = socket().sent.at(-1)!.value as { clientSent: number }
      const serverReceived = clientSent + ahead + 1
      vi.setSystemTime(clientSent + 2 + waitedMs)
      socket().receive({ etype: 'HEARTBEAT', data: { clientSent, serverReceived, serverSent: serverReceived } })
    }
    /** How much older than it is a sample seems to be. */
    const error = () => {
      connection.send({ etype: 'HEAD_MOVE', key: 'head', value: {}, capturedAt: Date.now() })
      return Date.now() + ahead - (socket().sent.at(-1)!.ts as number)
    }
    socket().accept()
    socket().hello(Date.now() + ahead - 400)
    expect(error()).toBe(400)
    socket().sent.pop()
    answer(300)
    expect(error()).toBe(150)
    for (const waitedMs of [40, 0, 10, 3]) {
      while (socket().sent.at(-1)!.etype !== 'HEARTBEAT') vi.advanceTimersByTime(10)
      answer(waitedMs)
      expect(error()).toBeLessThanOrEqual(20)
    }
    expect(error()).toBe(0)
  })

  it('[HB8] goes on with what it knows of the clock when the session goes on, and not in another one', () => {
    const { connection, socket } = connect()
    const ahead = 5_000_000
    const offset = () => connection.clock.offsetMs
    socket().accept()
    socket().helloWith('one')
    const sent = Date.now()
    const times = { serverReceived: sent + ahead, serverSent: sent + ahead }
    socket().receive({ etype: 'HEARTBEAT', data: { clientSent: sent, ...times } })
    expect(offset()).toBe(ahead)
    const comeBack = (more: Record<string, unknown>) => {
      socket().drop()
      connection.retryNow()
      socket().accept()
      // This HELLO waited for 80 ms before it was read.
      const serverTime = Date.now() + ahead - 80
      socket().helloWith('two', { serverTime, ...more })
    }
    comeBack({ resumed: true })
    expect(offset()).toBe(ahead)
    comeBack({ resumed: false })
    expect(offset()).toBe(ahead - 80)
  })
})

describe('coming back', () => {
  it('tries again with growing pauses that never exceed a second, for ever', () => {
    const { sockets, states, socket } = connect()
    socket().accept()
    socket().hello()
    for (let i = 0; i < 100; i++) {
      socket().drop()
      vi.advanceTimersByTime(1001)
    }
    expect(sockets).toHaveLength(101)
    const pauses = states.flatMap((state) => (state.status === 'waiting' ? [state.retryInMs] : []))
    expect(pauses[0]).toBeLessThanOrEqual(250)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1000)
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
    vi.advanceTimersByTime(5500)
    expect(sockets[0]?.closedWith).toBeUndefined()
    vi.advanceTimersByTime(10)
    expect(sockets[0]?.closedWith).toBe(4408)
    expect(states.at(-1)).toMatchObject({ status: expect.stringMatching(/waiting|connecting/) })
    vi.advanceTimersByTime(3000)
    expect(sockets.length).toBeGreaterThan(1)
  })

  it('[HB3] gives up 5.5 s after the first heartbeat that nothing came after, and not after the next one', () => {
    const { sockets, socket } = connect()
    socket().accept()
    socket().hello()
    vi.advanceTimersByTime(1500)
    socket().receive({ etype: 'SAY', data: 'still here' })
    vi.advanceTimersByTime(4000 - 1500 + 5490)
    expect(sockets[0]?.closedWith).toBeUndefined()
    vi.advanceTimersByTime(30)
    expect(sockets[0]?.closedWith).toBe(4408)
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

describe('coming back to the same session', () => {
  const values = (socket: FakeSocket) =>
    socket.sent.filter(({ etype }) => etype === 'NOTE').map(({ no, value }) => [no, value])
  const operate = (socket: FakeSocket) => socket.receive({ etype: 'REMOVE', data: { keys: ['a'] } })

  it('[RS3] [RS8] brings the token, and says what it has', () => {
    const { connection, socket } = connect()
    socket().accept()
    expect(socket().sent[0]?.value).toEqual({ wire: 1, confirmsBytes: 131_072, columns: true })
    socket().helloWith('one', { settled: 4 })
    operate(socket())
    operate(socket())
    socket().receive({ etype: 'SAY', data: 1, no: 5 })
    connection.send({ etype: 'NOTE', value: 'a' })
    connection.send({ etype: 'NOTE', value: 'b' })
    socket().receive({
      etype: 'HEARTBEAT',
      data: { clientSent: 1, serverReceived: 1, serverSent: 1, received: 1 },
    })
    socket().drop()
    connection.retryNow()
    socket().accept()
    expect(socket().sent[0]?.value).toEqual({
      wire: 1,
      confirmsBytes: 131_072,
      columns: true,
      resume: { token: 'one', fresh: false, received: 5, frames: 2, first: 2 },
    })
  })

  it('[RS6] sends again what the server does not have, and what happened meanwhile', () => {
    const { connection, socket } = connect()
    socket().accept()
    socket().helloWith('one')
    for (const value of ['a', 'b', 'c']) connection.send({ etype: 'NOTE', value })
    socket().drop()
    connection.send({ etype: 'NOTE', value: 'd' })
    connection.send({ etype: 'HEAD_MOVE', key: 'head', value: {} })
    connection.retryNow()
    socket().accept()
    connection.send({ etype: 'NOTE', value: 'e' })
    connection.send({ etype: 'HEAD_MOVE', key: 'head', value: {} })
    expect(socket().sent, 'nothing before the server has said which session it is').toHaveLength(1)
    socket().helloWith('two', { resumed: true, received: 2 })
    expect(values(socket())).toEqual([
      [3, 'c'],
      [4, 'd'],
      [5, 'e'],
    ])
    expect(connection.state).toMatchObject({ status: 'open', resumed: true })
  })

  it('[RS5] starts anew where the session is gone, and says what was lost', () => {
    const { connection, socket, problems } = connect()
    socket().accept()
    socket().helloWith('one')
    connection.send({ etype: 'NOTE', value: 'a' })
    socket().drop()
    connection.retryNow()
    socket().accept()
    socket().helloWith('two', { sessionId: 'other' })
    expect(problems).toEqual(['1 event did not reach the session before it ended'])
    connection.send({ etype: 'NOTE', value: 'b' })
    expect(values(socket())).toEqual([[1, 'b']])
  })

  it('[RS7] takes each message once', () => {
    const { socket, heard, calls } = connect()
    socket().accept()
    socket().helloWith('one', { settled: 2 })
    for (const no of [2, 3, 3]) socket().receive({ etype: 'SAY', data: no, no })
    for (const no of [4, 4]) socket().receive({ etype: 'ASK', uuid: 'u', no })
    expect(heard).toEqual([3])
    expect(calls).toHaveLength(1)
  })

  it('[RS13] tells at once that it has many messages', () => {
    const { socket } = connect()
    socket().accept()
    socket().helloWith('one')
    for (let no = 1; no <= 128; no++) socket().receive({ etype: 'SAY', data: no, no })
    expect(socket().sent.at(-1)).toMatchObject({ etype: 'RECEIPT', value: { received: 128 } })
  })

  it('[RS13] tells that it has operations when they are 128 KiB, and that it has applied them', () => {
    const { socket, operations } = connect()
    socket().accept()
    socket().helloWith('one')
    const receipts = () => socket().sent.filter(({ etype }) => etype === 'RECEIPT')
    const update = { etype: 'UPDATE', data: { nodes: [{ key: 'a', data: new Uint8Array(66_000) }] } }
    socket().receive(update)
    expect(receipts()).toEqual([])
    socket().receive(update)
    expect(operations).toHaveLength(2)
    expect(receipts()).toEqual([{ etype: 'RECEIPT', value: { received: 0, frames: 2 } }])
    socket().receive(update)
    expect(receipts()).toHaveLength(1)
  })

  it('[RS13] also has operations that cannot be applied', () => {
    const { socket } = connect({
      onOperation: () => {
        throw new ProtocolError('INVALID_OPERATION', 'no')
      },
    })
    socket().accept()
    socket().helloWith('one')
    socket().receive({ etype: 'UPDATE', data: { nodes: [{ key: 'a', data: new Uint8Array(140_000) }] } })
    expect(socket().sent.at(-1)).toMatchObject({ etype: 'RECEIPT', value: { frames: 1 } })
  })

  it('[RS13] confirms nothing to other programs', () => {
    const { socket } = connect()
    socket().accept()
    socket().receive({ etype: 'UPDATE', data: { nodes: [{ key: 'a', data: new Uint8Array(140_000) }] } })
    expect(socket().sent).toHaveLength(1)
  })

  it('[RS9] [RS8] takes a restored scene, and counts on from its frame', () => {
    const { connection, socket, restored } = connect()
    socket().accept()
    socket().helloWith('one')
    socket().drop()
    connection.retryNow()
    socket().accept()
    socket().helloWith('two', { resumed: true })
    socket().receive({ etype: 'RESTORE', frame: 7, data: { children: [] } })
    operate(socket())
    expect(restored).toEqual([{ children: [] }])
    socket().drop()
    connection.retryNow()
    socket().accept()
    expect(socket().sent[0]?.value).toMatchObject({ resume: { token: 'two', frames: 8 } })
  })

  it('[RS10] asks for all of a scene that it cannot continue', () => {
    const { connection, socket, sockets, restored } = connect()
    restored.push = () => {
      throw new ProtocolError('INVALID_FRAME', '"a" is not here')
    }
    socket().accept()
    socket().helloWith('one')
    operate(socket())
    socket().drop()
    connection.retryNow()
    socket().accept()
    socket().helloWith('two', { resumed: true })
    socket().receive({ etype: 'RESTORE', frame: 7, data: {} })
    expect(connection.state).toMatchObject({ status: 'waiting' })
    vi.advanceTimersByTime(1000)
    expect(sockets).toHaveLength(3)
    socket().accept()
    expect(socket().sent[0]?.value).toMatchObject({ resume: { token: 'two', frames: 0 } })
  })

  it('[RS11] gives up the oldest of very many events, and says which it still has', () => {
    const { connection, socket } = connect()
    socket().accept()
    socket().helloWith('one')
    socket().drop()
    for (let value = 1; value <= 5000; value++) connection.send({ etype: 'NOTE', value })
    connection.retryNow()
    socket().accept()
    expect(socket().sent[0]?.value).toMatchObject({ resume: { first: 905 } })
    socket().helloWith('two', { resumed: true })
    expect(values(socket())).toHaveLength(4096)
  })

  it('[RS12] comes with the token alone when that is all it has', () => {
    const { connection, socket } = connect({ resumeToken: 'kept' })
    socket().accept()
    expect(socket().sent[0]?.value).toEqual({
      wire: 1,
      confirmsBytes: 131_072,
      columns: true,
      resume: { token: 'kept', fresh: true },
    })
    socket().helloWith('next', { resumed: true, received: 0, settled: 3 })
    socket().receive({ etype: 'RESTORE', frame: 9, data: {} })
    connection.send({ etype: 'NOTE', value: 'a' })
    expect(values(socket())).toEqual([[1, 'a']])
    socket().drop()
    connection.retryNow()
    socket().accept()
    expect(socket().sent[0]?.value).toMatchObject({ resume: { token: 'next', fresh: false, received: 3, frames: 9 } })
  })

  it('[HS2] goes on with a server of another kind as if nothing had been', () => {
    const { connection, socket, operations } = connect()
    socket().accept()
    socket().helloWith('one')
    socket().drop()
    connection.retryNow()
    socket().accept()
    operate(socket())
    expect(operations.at(-1)?.[1]).toBe(true)
    connection.send({ etype: 'NOTE', value: 'plain' })
    expect(socket().sent.at(-1)).toEqual({ ts: Date.now() / 1000, etype: 'NOTE', value: 'plain' })
  })

  it('gives up an attempt that neither opens nor fails', () => {
    const { sockets } = connect()
    vi.advanceTimersByTime(6000)
    expect(sockets.length).toBeGreaterThan(1)
    expect(sockets[0]?.closedWith).toBe(4408)
  })

  it('leaves for good when it is closed', () => {
    const { connection, socket, sockets } = connect()
    socket().accept()
    socket().helloWith('one')
    connection.close()
    expect(socket().closedWith).toBe(1000)
    expect(connection.resumeToken).toBeUndefined()
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
  })
})

describe('calls with several answers', () => {
  it('[CA13] says which answer is the last', () => {
    const { socket, calls } = connect()
    socket().accept()
    socket().helloWith('one')
    socket().receive({ etype: 'COUNT', uuid: 'u', rtype: 'COUNT_RESPONSE@u', no: 1 })
    calls[0]?.reply(1, { done: false })
    calls[0]?.reply(2)
    const answers = socket().sent.filter(({ etype }) => etype === 'COUNT_RESPONSE@u')
    expect(answers.map(({ value, done }) => [value, done])).toEqual([
      [1, undefined],
      [2, true],
    ])
  })

  it('[CA14] hears that an answer is not wanted any longer', () => {
    const { socket, calls } = connect()
    socket().accept()
    socket().helloWith('one')
    socket().receive({ etype: 'COUNT', uuid: 'u', no: 1 })
    socket().receive({ etype: 'CANCEL', uuid: 'u', no: 2 })
    expect(calls[0]?.signal.aborted).toBe(true)
  })
})
