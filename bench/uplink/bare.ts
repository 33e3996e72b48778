import { Decoder } from '@msgpack/msgpack'
import type { WebSocket } from 'ws'
import { startBare } from '../support/servers.ts'
import { Headsets } from './Headsets.ts'
import { Sender } from './Sender.ts'

interface Message {
  etype: string
  seq: number
  value: { poses: Uint8Array }
}

/** What cannot be left out: `ws`, msgpack, and the poses as numbers, with nothing checked. */
async function startServer(certsFolder: string, handle: (sequence: number) => void) {
  const server = await startBare(certsFolder)
  const decoder = new Decoder()
  server.sockets.on('connection', (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => {
      const { etype, seq, value } = decoder.decode(data) as Message
      if (etype !== 'HAND_MOVE') return
      const poses = new Float32Array(new Uint8Array(value.poses).buffer) // a copy: the bytes lie anywhere
      if (poses[1] === poses[401]) throw new Error('this is no sample')
      handle(seq)
    })
  })
  return server
}

/** One headset, as fast as it goes or at a rate. */
export async function bare(certsFolder: string, hertz: number) {
  let sender: Sender | undefined
  await using server = await startServer(certsFolder, (sequence) => sender?.handled(sequence))
  await using started = new Sender(server.port, hertz, true)
  sender = started
  return await started.measure()
}

/** Many headsets. */
export async function bareHeadsets(certsFolder: string, count: number, hertz: number) {
  let headsets: Headsets | undefined
  await using server = await startServer(certsFolder, () => headsets?.handled())
  await using opened = await Headsets.open(server.port, count, true)
  headsets = opened
  return await opened.measure(hertz)
}
