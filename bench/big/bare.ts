import { once } from 'node:events'
import { encode } from '@msgpack/msgpack'
import sirv from 'sirv'
import type { WebSocket } from 'ws'
import { ObservedPage } from '../browser/ObservedPage.ts'
import { type BrowserStage, PAGE_FOLDER } from '../browser/stage.ts'
import { startBare } from '../support/servers.ts'
import type { Content } from './Content.ts'
import { show } from './show.ts'

/** The bare page gets the same numbers in one message, and makes three.js' objects of them. */
export async function bare(stage: BrowserStage, robotFolder: string, content: Content) {
  const page = sirv(PAGE_FOLDER)
  const robot = sirv(robotFolder)
  await using server = await startBare(stage.certsFolder, (request, response) => {
    if (!request.url?.startsWith('/static/')) return page(request, response)
    request.url = request.url.slice('/static'.length)
    return robot(request, response)
  })
  const connected = once(server.sockets, 'connection') as Promise<[WebSocket]>
  await using observed = await ObservedPage.open(stage.browser, `https://127.0.0.1:${server.port}/?show=big`)
  const [socket] = await connected
  content.message()
  return await show(stage, 'the bare page', observed, content, () => socket.send(encode(content.message())))
}
