import type { VuerSession } from 'vuer-xr'
import { ObservedPage } from '../browser/ObservedPage.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { emptyStage } from '../stream/ours.ts'
import { deferred } from '../support/deferred.ts'
import { startOurs } from '../support/servers.ts'
import type { Content } from './Content.ts'
import { show } from './show.ts'

/** The script sets a scene with it; the built page shows it. */
export async function ours(stage: BrowserStage, robotFolder: string, content: Content) {
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(stage.certsFolder, (app) => app.spawn(arrived.resolve), {
    staticRoot: robotFolder,
  })
  await using observed = await ObservedPage.open(stage.browser, `https://127.0.0.1:${server.port}/`)
  const session = await arrived.promise
  session.set(emptyStage())
  content.nodes()
  return await show(stage, 'our page', observed, content, () => session.set(emptyStage(...content.nodes())))
}
