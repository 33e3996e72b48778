import type { VuerSession } from 'vuer-xr'
import { Headset } from '../../tests/support/browser/headset.ts'
import { ObservedPage } from '../browser/ObservedPage.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { boxesOf, emptyStage } from '../stream/ours.ts'
import { deferred } from '../support/deferred.ts'
import { startOurs } from '../support/servers.ts'
import { grabs, noGrabs } from './grabs.ts'
import { BOXES, nameOf, type Picture, QUALITY } from './Picture.ts'

/** `session.grabRender`, answered by the built page. */
export const ours = (stage: BrowserStage, picture: Picture) => onOurPage(stage, picture, true)

/** The same page, while nobody asks for pictures: what its frames alone cost the main thread. */
export const withoutGrabs = (stage: BrowserStage, picture: Picture) => onOurPage(stage, picture, false)

async function onOurPage(stage: BrowserStage, picture: Picture, asks: boolean) {
  const { width, height, format, presenting } = picture
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(stage.certsFolder, (app) => app.spawn(arrived.resolve))
  const url = `https://127.0.0.1:${server.port}/${presenting ? '?emulate=quest3' : ''}`
  await using observed = await ObservedPage.open(stage.browser, url, { width, height })
  const session = await arrived.promise
  session.set(emptyStage(...boxesOf(BOXES)))
  await observed.until('recording.frames.at(-1)?.triangles > 0', 30_000, 'our page drew no box')
  if (presenting) {
    const headset = new Headset(observed.page)
    await headset.enter('VR')
    await headset.frames(30)
  }
  if (!asks) return await noGrabs(stage, observed)
  return await grabs(stage, observed, async () => {
    // In a headset the view is the head’s: the camera has the same picture as on the desktop.
    const camera = presenting ? { key: 'camera' } : {}
    const taken = await session.grabRender({ format, quality: QUALITY, ...camera }, { ttlMs: 30_000 })
    if (taken.width !== width || taken.height !== height) {
      throw new Error(`${nameOf(picture)}: the picture has ${taken.width}x${taken.height} pixels`)
    }
    return taken.frame
  })
}
