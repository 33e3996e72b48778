import { ImageBackground, PerspectiveCamera, Scene, type VuerSession } from 'vuer-xr'
import { ObservedPage } from '../browser/ObservedPage.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { Ticker } from '../stream/Ticker.ts'
import { deferred } from '../support/deferred.ts'
import { startOurs } from '../support/servers.ts'
import { type Pictures, STREAMS } from './pictures.ts'
import { watch } from './watch.ts'

/** The pictures of two eyes through `session.update`. On the desktop both are drawn, one behind the other. */
export async function ours({ browser, certsFolder }: BrowserStage, pictures: Pictures, hertz: number, size: Size) {
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(certsFolder, (app) => app.spawn(arrived.resolve))
  await using page = await ObservedPage.open(browser, `https://127.0.0.1:${server.port}/`, size)
  const session = await arrived.promise
  const eyes = STREAMS.map((key, index) => ImageBackground({ key, layers: index === 0 ? 1 : 2 }))
  const camera = PerspectiveCamera({ key: 'camera', makeDefault: true, position: [0, 0, 2] })
  session.set(Scene({ grid: false, bgChildren: eyes }, camera))
  using ticker = new Ticker(hertz, (tick) =>
    session.update(STREAMS.map((key, stream) => ({ key, src: pictures.at(stream, tick) }))),
  )
  return await watch(page, ticker, pictures)
}

export interface Size {
  readonly width: number
  readonly height: number
}
