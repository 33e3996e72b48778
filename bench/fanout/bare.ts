import { Encoder } from '@msgpack/msgpack'
import { startBare } from '../support/servers.ts'
import { Audience } from './Audience.ts'
import type { StampedNode } from './stamped.ts'
import { stopFirst, stream } from './stream.ts'

/** What cannot be left out: each update through msgpack once, and through `ws` and TLS to everybody. */
export async function bare(certsFolder: string, clients: number, { oneStops = false } = {}) {
  await using server = await startBare(certsFolder)
  const encoder = new Encoder()
  server.sockets.on('connection', (socket) =>
    socket.once('message', () => socket.send(encoder.encode({ etype: 'HELLO' }))),
  )
  await using audience = await Audience.open(server.port, clients, 1)
  const send = (nodes: StampedNode[]) => {
    const frame = encoder.encode({ ts: Date.now(), etype: 'UPDATE', data: { nodes } })
    for (const socket of server.sockets.clients) socket.send(frame)
  }
  if (oneStops) await stopFirst(audience, send)
  const figures = await stream(audience, send)
  return { ...figures, unsent: Math.max(...[...server.sockets.clients].map(({ bufferedAmount }) => bufferedAmount)) }
}
