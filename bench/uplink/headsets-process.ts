import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { encodeFrame } from 'vuer-xr'
import { WebSocket } from 'ws'
import type { Question } from './Headsets.ts'
import { clock } from './Sender.ts'
import { message, messageWithOneBlock } from './sample.ts'

/** TLS handshakes at a time. */
const AT_A_TIME = 10
const sockets: WebSocket[] = []

async function open(port: number): Promise<WebSocket> {
  const options = { rejectUnauthorized: false, perMessageDeflate: false }
  const socket = new WebSocket(`wss://127.0.0.1:${port}/socket`, options)
  socket.on('error', (error) => {
    throw error
  })
  socket.on('message', () => {})
  await once(socket, 'open')
  socket.send(encodeFrame({ etype: 'INIT', value: { client: 'browser', wire: 1 } }, 'vuer-xr'))
  return socket
}

/** Every headset sends so many samples a second, and no two at the same time. Returns how many were sent. */
async function send(hertz: number, ms: number, oneBlock: boolean): Promise<number> {
  const frame = encodeFrame((oneBlock ? messageWithOneBlock : message)(0), 'vuer-xr')
  const total = Math.floor((sockets.length * hertz * ms) / 1000)
  const start = clock()
  for (let sent = 0; sent < total; sent += 1) {
    const due = start + (sent * 1000) / (sockets.length * hertz)
    while (clock() < due) await delay(Math.max(1, due - clock()))
    sockets[sent % sockets.length]!.send(frame)
  }
  return total
}

process.on('message', async (question: Question) => {
  if (question.ask === 'send') {
    process.send?.(await send(question.hertz, question.ms, question.oneBlock))
    return
  }
  while (sockets.length < question.count) {
    const size = Math.min(AT_A_TIME, question.count - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: size }, () => open(question.port)))))
  }
  process.send?.(sockets.length)
})
process.on('disconnect', () => process.exit())
