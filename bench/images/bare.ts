import { once } from 'node:events'
import { encode } from '@msgpack/msgpack'
import sirv from 'sirv'
import type { WebSocket } from 'ws'
import { ObservedPage } from '../browser/ObservedPage.ts'
import { type BrowserStage, PAGE_FOLDER } from '../browser/stage.ts'
import { Ticker } from '../stream/Ticker.ts'
import { startBare } from '../support/servers.ts'
import type { Size } from './ours.ts'
import { type Pictures, STREAMS } from './pictures.ts'
import { watch } from './watch.ts'

/** Beyond this a tick is left out, as our server does. */
const MAX_UNSENT_BYTES = 262_144

/** The same bytes to a page that decodes each picture and shows it on a plane. */
export async function bare({ browser, certsFolder }: BrowserStage, pictures: Pictures, hertz: number, size: Size) {
  await using server = await startBare(certsFolder, sirv(PAGE_FOLDER))
  const connected = once(server.sockets, 'connection') as Promise<[WebSocket]>
  await using page = await ObservedPage.open(browser, `https://127.0.0.1:${server.port}/?show=images`, size)
  const [socket] = await connected
  using ticker = new Ticker(hertz, (tick) => {
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) return
    socket.send(encode({ pictures: STREAMS.map((_, stream) => pictures.at(stream, tick)) }))
  })
  return await watch(page, ticker, pictures)
}
