import { Decoder } from '@msgpack/msgpack'
import type { WebSocket } from 'ws'
import { startBare } from '../support/servers.ts'
import { Sender } from './Sender.ts'

interface Message {
  etype: string
  seq: number
  value: { poses: Uint8Array }
}

/** What cannot be left out: `ws`, msgpack, and the poses as numbers, with nothing checked. */
export async function bare(certsFolder: string, hertz: number) {
  await using server = await startBare(certsFolder)
  await using sender = new Sender(server.port, hertz, true)
  const decoder = new Decoder()
  server.sockets.on('connection', (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => {
      const { etype, seq, value } = decoder.decode(data) as Message
      if (etype !== 'HAND_MOVE') return
      const poses = new Float32Array(new Uint8Array(value.poses).buffer) // a copy: the bytes lie anywhere
      if (poses[1] === poses[401]) throw new Error('this is no sample')
      sender.handled(seq)
    })
  })
  return await sender.measure()
}
