import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { connect, type TLSSocket } from 'node:tls'
import { parentPort, workerData } from 'node:worker_threads'
import { encodeFrame } from 'vuer-xr'
import { WebSocket } from 'ws'
import { type PeerData, until } from '../support/Peer.ts'
import { batchOf } from './batch.ts'
import { BATCH, clock, FLOOD_MS, HANDLED, MAX_TIMED, PACED_MS, SENT_AT, WINDOW } from './Sender.ts'
import { message, messageWithOneBlock } from './sample.ts'

const { url, counters: shared, options } = workerData as PeerData
const { hertz = 0, oneBlock } = options
const counters = new Float64Array(shared)
const frameOf = (seq: number) => encodeFrame((oneBlock ? messageWithOneBlock : message)(seq), 'vuer-xr')

let stream: TLSSocket | undefined
const socket = new WebSocket(url, {
  createConnection: () => {
    stream = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false })
    return stream
  },
})
socket.on('error', (error) => {
  throw error
})
socket.on('open', async () => {
  socket.send(encodeFrame({ etype: 'INIT', value: { client: 'browser', wire: 1 } }, 'vuer-xr'))
  const start = clock()
  const samples = await (hertz > 0 ? paced(start) : flood(start))
  await until(
    () => counters[HANDLED]! >= samples,
    () => `${samples} samples were sent, and the handler saw ${counters[HANDLED]}`,
  )
  const ms = clock() - start
  await delay(50) // time for one that comes twice
  parentPort?.postMessage({ samples, ms, bytes: frameOf(0).length })
})

/**
 * The same frames over and over, encoded and masked before: otherwise this thread would be the slower one, and what is
 * measured would be `ws` as a client.
 */
async function flood(start: number): Promise<number> {
  const batch = batchOf(frameOf(0), BATCH)
  let sent = 0
  while (clock() - start < FLOOD_MS) {
    for (; sent - counters[HANDLED]! < WINDOW; sent += BATCH) stream?.write(batch)
    await nextTurn()
  }
  return sent
}

async function paced(start: number): Promise<number> {
  let sent = 0
  for (; sent < Math.min(MAX_TIMED, (PACED_MS * hertz) / 1000); sent++) {
    const due = start + (sent * 1000) / hertz
    while (clock() < due) await delay(Math.max(1, due - clock()))
    counters[SENT_AT + sent] = clock()
    socket.send(frameOf(sent))
  }
  return sent
}
