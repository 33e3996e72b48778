import { describe, expect, it } from 'vitest'
import { MemoryClient } from '../support/server/memoryClient.ts'

const opened = () => {
  const client = new MemoryClient().init()
  client.frames()
  return client
}
/** Answers a question as a client does. */
const reply = (client: MemoryClient, question: Record<string, unknown>, value: unknown, done?: boolean) =>
  client.send({ etype: question.rtype, key: question.key, value, done })

describe('rpc', () => {
  it('[CA7] [CA8] asks once and resolves with the one answer', async () => {
    const client = opened()
    const answer = client.session.rpc({ etype: 'MEASURE', key: 'arm', data: { unit: 'm' } })
    const [question] = client.frames()
    expect(question).toMatchObject({ etype: 'MEASURE', key: 'arm', data: { unit: 'm' }, no: 1 })
    reply(client, question!, 0.75)
    expect(await answer).toMatchObject({ key: 'arm', value: 0.75 })
  })

  it('[CA2] [CA15] rejects after its time, with its signal, and with the client’s error', async () => {
    const client = opened()
    await expect(client.session.rpc({ etype: 'X' }, { ttlMs: 1 })).rejects.toMatchObject({ code: 'CALL_TIMED_OUT' })
    const mine = new AbortController()
    const aborted = client.session.rpc({ etype: 'X' }, { signal: mine.signal })
    mine.abort(new Error('mine'))
    await expect(aborted).rejects.toThrow('mine')
    client.frames()
    const unknown = client.session.rpc({ etype: 'X' })
    reply(client, client.frames()[0]!, { error: { code: 'UNKNOWN_CALL', message: 'never heard of it' } })
    await expect(unknown).rejects.toMatchObject({ code: 'UNKNOWN_CALL', message: 'X: never heard of it' })
    await expect(client.session.rpc({ etype: 'X' }, { ttlMs: 0 })).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  })

  it('fails where too much waits already', async () => {
    const client = new MemoryClient({ options: { limits: { maxUnsentBytes: 10, maxWaitingBytes: 1000 } } }).init()
    client.transport.blocked = true
    client.session.send({ etype: 'SAY', data: 'x'.repeat(900) })
    expect(() => client.session.send({ etype: 'SAY', data: 'x'.repeat(200) })).toThrow(
      expect.objectContaining({ code: 'CLIENT_BEHIND' }),
    )
    await expect(client.session.rpc({ etype: 'X', data: 'x'.repeat(200) })).rejects.toMatchObject({
      code: 'CLIENT_BEHIND',
    })
    expect(client.session.lag).toMatchObject({ waiting: 0 })
    client.send({ etype: 'HEARTBEAT', value: { clientSent: 1, received: 1, frames: 0 } })
    client.transport.unblock()
    client.session.send({ etype: 'SAY', data: 'x'.repeat(200) })
  })
})

describe('rpcStream', () => {
  it('[CA13] yields every answer until the client says that it was the last', async () => {
    const client = opened()
    const answers = client.session.rpcStream({ etype: 'COUNT' })
    const [question] = client.frames()
    reply(client, question!, 1)
    reply(client, question!, 2)
    reply(client, question!, 3, true)
    const values: unknown[] = []
    for await (const { value } of answers) values.push(value)
    expect(values).toEqual([1, 2, 3])
    expect(client.frames(), 'nothing to take back').toEqual([])
    reply(client, question!, 4)
    expect(client.session.pop()).toMatchObject({ value: 4 })
  })

  it('[CA13] an end without a value is no answer', async () => {
    const client = opened()
    const answers = client.session.rpcStream({ etype: 'COUNT' })
    client.send({ etype: client.frames()[0]?.rtype, done: true })
    expect(await answers.next()).toMatchObject({ done: true })
  })

  it('[CA14] tells the client to stop when the loop is left', async () => {
    const client = opened()
    const answers = client.session.rpcStream({ etype: 'COUNT' })
    const [question] = client.frames()
    reply(client, question!, 1)
    for await (const _ of answers) break
    expect(client.frames()).toMatchObject([{ etype: 'CANCEL', uuid: question?.uuid }])
    reply(client, question!, 2)
    expect(client.session.pop()).toMatchObject({ value: 2 })
  })

  it('[CA14] ends when its time is over, quietly if there were answers', async () => {
    const client = opened()
    const some = client.session.rpcStream({ etype: 'COUNT' }, { ttlMs: 20 })
    const [question] = client.frames()
    reply(client, question!, 1)
    const values: unknown[] = []
    for await (const { value } of some) values.push(value)
    expect(values).toEqual([1])
    expect(client.frames()).toMatchObject([{ etype: 'CANCEL', uuid: question?.uuid }])
    await expect(client.session.rpcStream({ etype: 'COUNT' }, { ttlMs: 1 }).next()).rejects.toMatchObject({
      code: 'CALL_TIMED_OUT',
    })
  })

  it('ends with its signal, with the client’s error, and with the session', async () => {
    const client = opened()
    const mine = new AbortController()
    const aborted = client.session.rpcStream({ etype: 'A' }, { signal: mine.signal }).next()
    mine.abort(new Error('mine'))
    await expect(aborted).rejects.toThrow('mine')
    expect(client.frames().at(-1)).toMatchObject({ etype: 'CANCEL' })

    const failing = client.session.rpcStream({ etype: 'B' })
    reply(client, client.frames()[0]!, { error: { code: 'TIRED', message: 'enough' } })
    await expect(failing.next()).rejects.toMatchObject({ code: 'TIRED' })
    expect(client.frames(), 'it has stopped by itself').toEqual([])

    const orphan = client.session.rpcStream({ etype: 'C' }).next()
    client.connection.lost('gone')
    await expect(orphan).rejects.toMatchObject({ code: 'CLIENT_LEFT' })
    expect(() => client.session.rpcStream({ etype: 'D' })).toThrow(expect.objectContaining({ code: 'SESSION_ENDED' }))
  })
})
