import { once } from 'node:events'
import { Encoder } from '@msgpack/msgpack'
import sirv from 'sirv'
import type { WebSocket } from 'ws'
import { ObservedPage, type Window } from '../browser/ObservedPage.ts'
import { expectSameDrawing } from '../browser/sameDrawing.ts'
import { type BrowserStage, PAGE_FOLDER } from '../browser/stage.ts'
import { startBare } from '../support/servers.ts'
import { motionAt, positionsAt, wholeBoxesAt } from './motion.ts'
import { nameOf, type Setup } from './Setup.ts'
import { Ticker } from './Ticker.ts'

/** Beyond this a tick is left out: otherwise what waits for a slow page would fill the memory. */
const MAX_UNSENT_BYTES = 262_144

/** `ws` and msgpack send the same messages; the page decodes them and writes them to its objects. */
export async function bare({ browser, certsFolder }: BrowserStage, setup: Setup, window: Window) {
  const { things, count, hertz } = setup
  await using server = await startBare(certsFolder, sirv(PAGE_FOLDER))
  const connected = once(server.sockets, 'connection') as Promise<[WebSocket]>
  await using page = await ObservedPage.open(
    browser,
    `https://127.0.0.1:${server.port}/?show=${things === 'instances' ? things : 'boxes'}&count=${count}`,
  )
  const [socket] = await connected
  const encoder = new Encoder()
  const nodesAt = (tick: number) => {
    if (things === 'boxes') return motionAt(count, tick)
    if (things === 'whole boxes') return wholeBoxesAt(count, tick)
    const { buffer } = positionsAt(count, tick)
    return [{ key: 'instances', positions: new Uint8Array(buffer) }]
  }
  using ticker = new Ticker(hertz, (tick) => {
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) return
    socket.send(encoder.encode({ ts: Date.now(), etype: 'UPDATE', data: { nodes: nodesAt(tick) } }))
  })
  const { figures, facts } = await page.measure(ticker, window)
  expectSameDrawing(nameOf(setup), 'the bare page', facts)
  return figures
}
