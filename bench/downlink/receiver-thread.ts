import { parentPort, workerData } from 'node:worker_threads'
import { decode, encode } from '@msgpack/msgpack'
import { WebSocket } from 'ws'
import type { PeerData } from '../support/Peer.ts'
import { BYTES, FRAMES } from './Receiver.ts'

const { url, counters: shared } = workerData as PeerData
const counters = new Float64Array(shared)
let newest: Uint8Array = new Uint8Array()

const socket = new WebSocket(url, { rejectUnauthorized: false })
socket.on('open', () => socket.send(encode({ etype: 'INIT', value: { client: 'browser', wire: 1 } })))
socket.on('message', (data: Buffer) => {
  newest = data
  counters[BYTES]! += data.length
  counters[FRAMES]! += 1
})
socket.on('error', (error) => {
  throw error
})
parentPort?.on('message', () => parentPort?.postMessage(decode(newest)))
