import { once } from 'node:events'
import { Encoder } from '@msgpack/msgpack'
import type { WebSocket } from 'ws'
import { startBare } from '../support/servers.ts'
import { motionOf } from './motion.ts'
import { Receiver } from './Receiver.ts'

/** What cannot be left out: the same message through msgpack and `ws`, over the same TLS. */
export async function bare(certsFolder: string, nodes: number) {
  await using server = await startBare(certsFolder)
  const connected = once(server.sockets, 'connection') as Promise<[WebSocket]>
  await using receiver = new Receiver(server.port)
  const [socket] = await connected
  await once(socket, 'message')
  const encoder = new Encoder()
  return await receiver.measure((step) => {
    const message = { ts: Date.now(), etype: 'UPDATE', data: { nodes: motionOf(nodes, step) } }
    socket.send(encoder.encode(message))
  })
}
