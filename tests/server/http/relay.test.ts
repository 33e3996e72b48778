import { describe, expect, test } from 'vitest'
import { encodeFrame } from 'vuer-xr'
import type { RelayOutcome } from '../../../server/http/relayResource.ts'
import { FAR, OPERATOR, raw, serve, VIEWER } from '../../support/server/plainServer.ts'

const message = { etype: 'UPDATE', data: { nodes: [{ key: 'a', position: [0, 1, 2] }] } }
const body = encodeFrame(message, 'vuer')

async function relaying(outcome: RelayOutcome | Promise<RelayOutcome> = { status: 200, sessions: 2 }) {
  const relayed: [string, unknown][] = []
  const port = await serve({
    relay(sid, received) {
      relayed.push([sid, received])
      return outcome
    },
  })
  return { port, relayed }
}

describe('POST /relay', () => {
  test('hands the message on to the named session, or to all', async () => {
    const { port, relayed } = await relaying()
    for (const sid of ['1b4e28ba', '*', '%2A', 'a b']) {
      const answer = await raw(port, 'POST', `/relay?sid=${sid.replace(' ', '+')}`, [], body)
      expect([answer.status, answer.body]).toEqual([200, '{"sessions":2}'])
      expect([answer.header('Content-Type'), answer.header('Cache-Control')]).toEqual(['application/json', 'no-store'])
    }
    expect(relayed).toEqual(['1b4e28ba', '*', '*', 'a b'].map((sid) => [sid, message]))
  })

  test.each([400, 404, 502] as const)('passes on why not, as %i', async (status) => {
    const { port } = await relaying(Promise.resolve({ status, reason: 'there is no such session' }))
    const answer = await raw(port, 'POST', '/relay?sid=x', [], body)
    expect([answer.status, answer.body]).toEqual([status, 'There is no such session.\n'])
  })

  test('needs the operator’s token from afar', async () => {
    const { port, relayed } = await relaying()
    const post = (query: string, headers: string[] = []) =>
      raw(port, 'POST', `/relay?sid=*${query}`, [FAR, ...headers], body)
    expect((await post('')).status).toBe(401)
    expect((await post('&token=wrong')).status).toBe(401)
    const viewer = await post(`&token=${VIEWER}`)
    expect([viewer.status, viewer.body]).toEqual([403, expect.stringContaining('needs the operator’s token')])
    expect((await post('', [`Authorization: Bearer ${VIEWER}`])).status).toBe(403)
    expect((await post('', [`Cookie: vuer-xr-${port}=${VIEWER}`])).status).toBe(403)
    expect(relayed).toEqual([])
    expect((await post(`&token=${OPERATOR}`)).status).toBe(200)
    expect((await post('', [`Authorization: Bearer ${OPERATOR}`])).status).toBe(200)
  })

  test('is nothing for a viewer of this machine either', async () => {
    const { port } = await relaying()
    expect((await raw(port, 'POST', `/relay?sid=*&token=${VIEWER}`, [], body)).status).toBe(403)
  })

  test.each(['/relay', '/relay?sid=', '/relay?SID=x'])('%s lacks the session: 400', async (target) => {
    const { port, relayed } = await relaying()
    const answer = await raw(port, 'POST', target, [], body)
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('?sid=')])
    expect(relayed).toEqual([])
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['a list', encodeFrame([1], 'vuer')],
    ['a text', encodeFrame('SET', 'vuer')],
    ['a map without etype', encodeFrame({ data: 1 }, 'vuer')],
    ['an etype that is no text', encodeFrame({ etype: 1 }, 'vuer')],
    ['half a message', body.subarray(0, 10)],
    ['two messages', Buffer.concat([body, body])],
    ['a count that is a lie', Uint8Array.of(0xdf, 0xff, 0xff, 0xff, 0xff)],
    ['JSON', Buffer.from(JSON.stringify(message))],
  ])('%s is 400 in one sentence', async (_what, wrong) => {
    const { port, relayed } = await relaying()
    const answer = await raw(port, 'POST', '/relay?sid=*', wrong.length === 0 ? ['Content-Length: 0'] : [], wrong)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatch(/^[A-Z0-9].*\.\n$/)
    expect(relayed).toEqual([])
  })

  test('a body above the limit is 413', async () => {
    const { port, relayed } = await relaying()
    const large = encodeFrame({ etype: 'x', data: new Uint8Array(2000) }, 'vuer')
    expect((await raw(port, 'POST', '/relay?sid=*', [], large)).status).toBe(413)
    expect(relayed).toEqual([])
  })

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s is 405', async (method) => {
    const answer = await raw((await relaying()).port, method, '/relay?sid=*')
    expect([answer.status, answer.header('Allow')]).toEqual([405, 'POST'])
  })

  test('a relay that fails is 500, and the next message is taken', async () => {
    let broken = true
    const port = await serve({
      relay() {
        if (broken) throw new Error('boom')
        return { status: 200, sessions: 0 }
      },
    })
    expect((await raw(port, 'POST', '/relay?sid=*', [], body)).status).toBe(500)
    broken = false
    expect((await raw(port, 'POST', '/relay?sid=*', [], body)).body).toBe('{"sessions":0}')
  })
})
