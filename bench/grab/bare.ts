import { once } from 'node:events'
import { encode } from '@msgpack/msgpack'
import sirv from 'sirv'
import type { WebSocket } from 'ws'
import { ObservedPage } from '../browser/ObservedPage.ts'
import { type BrowserStage, PAGE_FOLDER } from '../browser/stage.ts'
import { startBare } from '../support/servers.ts'
import { grabs } from './grabs.ts'
import { BOXES, type Picture, QUALITY } from './Picture.ts'

/** The bare page draws, and sends its canvas as the browser's `toBlob` writes it. */
export async function bare(stage: BrowserStage, { width, height, format }: Picture) {
  await using server = await startBare(stage.certsFolder, sirv(PAGE_FOLDER))
  const connected = once(server.sockets, 'connection') as Promise<[WebSocket]>
  const url = `https://127.0.0.1:${server.port}/?show=grab&count=${BOXES}`
  await using observed = await ObservedPage.open(stage.browser, url, { width, height })
  const [socket] = await connected
  const waiting: ((bytes: Uint8Array) => void)[] = []
  socket.on('message', (data: Buffer) => waiting.shift()?.(data))
  return await grabs(stage, observed, () => {
    const answer = new Promise<Uint8Array>((resolve) => waiting.push(resolve))
    socket.send(encode({ type: `image/${format}`, quality: QUALITY }))
    return answer
  })
}
