import { describe, expect, it } from 'vitest'
import { Box, Scene } from 'vuer-xr'
import { MemoryClient } from '../support/server/memoryClient.ts'

const opened = () => {
  const client = new MemoryClient().init()
  client.frames()
  return client
}
const answer = (client: MemoryClient, request: Record<string, unknown>, value: unknown) =>
  client.send({ etype: request.rtype, key: request.key, value })
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff)

describe('grabRender', () => {
  it('[CA1] goes after everything that was sent before it, and resolves with bytes and size', async () => {
    const client = opened()
    client.session.set(Scene({}, Box({ key: 'a' })))
    client.session.update({ key: 'a', position: [1, 0, 0] })
    const waiting = client.session.grabRender({ quality: 0.5, downsample: 2 })
    const frames = client.frames()
    expect(frames.map(({ etype }) => etype)).toEqual(['SET', 'UPDATE', 'GRAB_RENDER'])
    const request = frames[2]!
    expect(request).toMatchObject({ key: 'DEFAULT', data: { quality: 0.5, downsample: 2 } })
    expect(request.rtype).toBe(`GRAB_RENDER_RESPONSE@${request.uuid}`)
    answer(client, request, { dpr: 1, width: 4, height: 2, frame: jpeg })
    const { frame, width, height } = await waiting
    expect([...frame]).toEqual([...jpeg])
    expect([width, height]).toEqual([4, 2])
  })

  it('[CA16] lets the picture wait for half of its time, or as long as the script says, and tells what had not come', async () => {
    const client = opened()
    const asked = [
      client.session.grabRender(),
      client.session.grabRender({}, { ttlMs: 60_000 }),
      client.session.grabRender({ loadingMs: 0 }),
    ]
    const requests = client.frames()
    const waits = requests.map(({ data }) => (data as { loadingMs: number }).loadingMs)
    expect(waits).toEqual([1000, 30_000, 0])
    const missing = [undefined, [], ['wall', 'robot']]
    for (const [index, loading] of missing.entries()) {
      answer(client, requests[index]!, { width: 1, height: 1, frame: jpeg, loading })
    }
    expect((await Promise.all(asked)).map(({ loading }) => loading)).toEqual([undefined, undefined, ['wall', 'robot']])
    await expect(client.session.grabRender({ loadingMs: -1 })).rejects.toThrow('loadingMs: expected a number')
    await expect(client.session.grabRender({}, { ttlMs: -1 })).rejects.toThrow('ttlMs: expected a number')
  })

  it('[CA2] a time-out, a client that leaves and a camera that is not there are three different errors', async () => {
    const client = opened()
    await expect(client.session.grabRender({}, { ttlMs: 1 })).rejects.toMatchObject({ code: 'CALL_TIMED_OUT' })
    client.frames()

    const noCamera = client.session.grabRender({ key: 'wrist' })
    const [request] = client.frames()
    answer(client, request!, { error: { code: 'NO_SUCH_CAMERA', message: 'no camera has the key "wrist"' } })
    await expect(noCamera).rejects.toMatchObject({ code: 'NO_SUCH_CAMERA', message: expect.stringContaining('wrist') })

    const left = client.session.grabRender()
    client.connection.lost('gone')
    await expect(left).rejects.toMatchObject({ code: 'CLIENT_LEFT' })
    await expect(client.session.grabRender()).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  })

  it('[CA3] an answer of another session, or a late one, changes nothing', async () => {
    const client = opened()
    const other = opened()
    const waiting = client.session.grabRender({}, { ttlMs: 20 })
    const [request] = client.frames()
    answer(other, request!, { width: 1, height: 1, frame: jpeg })
    await expect(waiting).rejects.toMatchObject({ code: 'CALL_TIMED_OUT' })
    answer(client, request!, { width: 1, height: 1, frame: jpeg })
    expect(client.transport.closed).toBeUndefined()
  })

  it('refuses wrong options at the call, and ends when its signal aborts', async () => {
    const { session } = opened()
    await expect(session.grabRender({ quality: 2 })).rejects.toThrow('quality: expected a number from 0 to 1, got 2')
    await expect(session.grabRender({ subsample: 0 })).rejects.toThrow('subsample: expected a number from 1 to 64')
    await expect(session.grabRender({ format: 'gif' as never })).rejects.toThrow(
      'format: expected "jpeg", "png" or "webp"',
    )
    await expect(session.grabRender({}, { ttlMs: 0 })).rejects.toThrow('ttlMs')
    const abort = new AbortController()
    const waiting = session.grabRender({}, { signal: abort.signal })
    abort.abort(new Error('not needed any more'))
    await expect(waiting).rejects.toThrow('not needed any more')
  })

  it('an answer that is no picture is an error, not a picture', async () => {
    const client = opened()
    const waiting = client.session.grabRender()
    const [request] = client.frames()
    answer(client, request!, { width: 1, height: 1, frame: 'abc' })
    await expect(waiting).rejects.toThrow('GRAB_RENDER')
  })
})
