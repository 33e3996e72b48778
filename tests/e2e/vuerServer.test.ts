import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame, type Operation } from 'vuer-xr/protocol'
import { type WebSocket, WebSocketServer } from 'ws'
import { loadIdentity, tlsOptions } from '../../server/tls/serverIdentity.ts'
import { Headset } from '../support/browser/headset.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { startServer } from '../support/server/socketClient.ts'
import { EXCEPTED, frameOf, recordedOperations, TOLD } from '../support/vectors.ts'

const openPage = sharedBrowser()

const vectors = new URL('../fixtures/vectors/', import.meta.url)
const vector = (name: string) => readFileSync(new URL(`${name}.msgpack`, vectors))

/** A server that speaks as Python Vuer does: it says nothing by itself, and knows no HELLO. */
async function startVuerServer(folder: string) {
  const identity = loadIdentity({ cert: `${folder}/cert.pem`, key: `${folder}/key.pem`, caCert: undefined })
  const https = createServer(tlsOptions({ ...identity, clientAuthority: null }))
  const sockets = new WebSocketServer({ server: https })
  const received: Record<string, unknown>[] = []
  const watchers = new Set<() => void>()
  const connected = new Promise<WebSocket>((resolve) => {
    sockets.on('connection', (socket) => {
      socket.on('message', (data) => {
        received.push(decodeFrame(data as Buffer) as Record<string, unknown>)
        for (const watcher of watchers) watcher()
      })
      resolve(socket)
    })
  })
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve))
  return {
    url: `wss://127.0.0.1:${(https.address() as AddressInfo).port}`,
    connected,
    /** The first frame from now on, or from the start, for which `holds`. */
    until: (holds: (frame: Record<string, unknown>) => boolean) =>
      new Promise<Record<string, unknown>>((resolve) => {
        const watcher = () => {
          const found = received.find(holds)
          if (!found) return
          watchers.delete(watcher)
          resolve(found)
        }
        watchers.add(watcher)
        watcher()
      }),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => https.close(resolve))
      for (const socket of sockets.clients) socket.terminate()
      https.closeAllConnections()
      await closed
    },
  }
}

/** A scene that takes back everything of the one before: Vuer’s server keeps what a new one leaves out. */
const EMPTY = { tag: 'Scene', toneMapping: 'none' } as const
/** The files of these frames lie nowhere: that is told of each of them. */
const NO_SUCH_FILE = /could not be (loaded|used|shown)|the server answered 404|a page on https may not load from http/
describe('a page on a server that speaks Vuer’s own wire', () => {
  it('introduces itself, shows every recorded scene, answers a grab, and streams hands as plain numbers', async () => {
    await using ours = await startServer()
    await using theirs = await startVuerServer(ours.folder)
    const { page, context, errors } = await openPage(
      `https://127.0.0.1:${ours.port}/?emulate=quest3&ws=${encodeURIComponent(theirs.url)}`,
    )
    const socket = await theirs.connected
    const init = await theirs.until(({ etype }) => etype === 'INIT')
    expect(init.value).toMatchObject({ client: 'browser', wire: 1 })

    for (const name of readdirSync(vectors)) {
      if (name.startsWith('server-') && name.endsWith('.msgpack') && !/grab|webxr-mesh|haptic/.test(name)) {
        socket.send(vector(name.replace('.msgpack', '')))
      }
    }
    socket.send(vector('server-default-scene'))
    const scene = {
      tag: 'Scene',
      children: [{ tag: 'Box', key: 'b', args: [1, 1, 1] }],
      bgChildren: [{ tag: 'Hands', key: 'hands', stream: true, fps: 60 }],
    }
    socket.send(encodeFrame({ ts: Date.now(), etype: 'SET', data: scene }, 'vuer'))
    socket.send(vector('server-grab-render'))
    const asked = decodeFrame(vector('server-grab-render')) as Record<string, unknown>
    const answer = await theirs.until(({ etype }) => etype === asked.rtype)
    const value = answer.value as { frame: Uint8Array; width: number; height: number }
    expect([...value.frame.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect(value).toMatchObject({ width: 640, height: 360, dpr: 1 })
    expect(answer.key).toBe(asked.key)

    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setInputMode('hand')
    const expected = handNumbers(recordedHands.frames[10]!.right!)
    await headset.setHand('right', expected)
    await headset.setHand('left', null)
    const move = await theirs.until(({ etype, value: moved }) => {
      const { left: other, right } = (moved ?? {}) as { left?: number[] | null; right?: number[] | null }
      return (
        etype === 'HAND_MOVE' && other === null && Array.isArray(right) && Math.abs(right[12]! - expected[12]!) < 1e-4
      )
    })
    const { left, right } = move.value as { left: unknown; right: number[] }
    expect(right).toHaveLength(400)
    for (const [index, number] of right.entries()) expect(Math.abs(number - expected[index]!)).toBeLessThan(1e-3)
    expect(left).toBeNull()
    expect(move.ts).toBeGreaterThan(1.5e9)
    expect(move.ts).toBeLessThan(1e11)
    const camera = await theirs.until(({ etype }) => etype === 'CAMERA_MOVE')
    expect((camera.value as { camera: { matrix: number[] } }).camera.matrix).toHaveLength(16)
    await headset.exit()
    expect(errors.filter((error) => !/Failed to load resource|ERR_|CORS/.test(error))).toEqual([])
    await context.close()
  }, 90_000)

  it('draws every recorded frame without a note on the page but for those of what it has not', async () => {
    await using ours = await startServer()
    await using theirs = await startVuerServer(ours.folder)
    const { page, context, errors } = await openPage(
      `https://127.0.0.1:${ours.port}/?ws=${encodeURIComponent(theirs.url)}`,
      { width: 320, height: 180 },
    )
    const socket = await theirs.connected
    const notes: string[] = []
    let asked = 0
    const send = async (operation: Operation) => {
      socket.send(frameOf(operation))
      // A picture shows everything that was sent before it, files included.
      asked += 1
      const rtype = `GRAB_RENDER_RESPONSE@${asked}`
      socket.send(
        encodeFrame(
          { ts: Date.now(), etype: 'GRAB_RENDER', uuid: `${asked}`, key: 'DEFAULT', rtype, data: {} },
          'vuer',
        ),
      )
      await theirs.until(({ etype }) => etype === rtype)
    }
    for (const { name, operation, before } of recordedOperations()) {
      await send({
        op: 'set',
        scene: { ...EMPTY, bgChildren: [], rawChildren: [], htmlChildren: [], children: [...before] },
      })
      await send(operation)
      const opener = page.locator('.problems button')
      if ((await opener.count()) === 0) continue
      if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click()
      for (const note of await page.locator('.problems li').allTextContents()) {
        const isExcepted = NO_SUCH_FILE.test(note) || TOLD[name]?.test(note) || note.split(' ')[0]! in EXCEPTED
        if (!isExcepted) notes.push(`${name}: ${note}`)
      }
    }
    expect(notes).toEqual([])
    expect(errors.filter((error) => !/Failed to load resource|ERR_|CORS|localhost:8012/.test(error))).toEqual([])
    await context.close()
  }, 180_000)
})
