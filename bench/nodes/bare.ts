import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Encoder } from '@msgpack/msgpack'
import type { Browser } from 'playwright-core'
import sirv from 'sirv'
import type { WebSocket } from 'ws'
import { startBare } from '../support/servers.ts'
import { BrowserPage } from './BrowserPage.ts'
import { motionAt } from './boxes.ts'
import { expectSameDrawing } from './sameDrawing.ts'
import { Ticker } from './Ticker.ts'

const folder = fileURLToPath(new URL('../../dist/bench/page', import.meta.url))

/** `ws` and msgpack send the same messages; the page decodes them and writes them to its objects. */
export async function bare(browser: Browser, certsFolder: string, count: number) {
  await using server = await startBare(certsFolder, sirv(folder))
  const connected = once(server.sockets, 'connection') as Promise<[WebSocket]>
  await using page = await BrowserPage.open(browser, `https://127.0.0.1:${server.port}/?boxes=${count}`)
  const [socket] = await connected
  const encoder = new Encoder()
  using ticker = new Ticker((tick) => {
    socket.send(encoder.encode({ ts: Date.now(), etype: 'UPDATE', data: { nodes: motionAt(count, tick) } }))
  })
  const { figures, facts } = await page.measure(ticker)
  expectSameDrawing(`${count} boxes`, 'the bare page', facts)
  return figures
}
