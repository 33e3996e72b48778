import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { AmbientLight, Box, NODE_TYPES, type NodeData, Scene, type Tag, type VuerSession } from 'vuer-xr'
import { countOnPage, countsOf } from '../support/browser/countOnPage.ts'
import { putIntoRoom } from '../support/browser/emulatedRoom.ts'
import { Headset } from '../support/browser/headset.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { LIFECYCLES } from '../support/scene/lifecycles.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

const IN_A_HEADSET: readonly Tag[] = [
  ...([
    'Hands',
    'MotionControllers',
    'Head',
    'WebXRMesh',
    'WebXRPlanes',
    'HitTest',
    'Anchor',
    'LightEstimation',
  ] as const),
  ...(['Movable', 'Locomotion', 'ImageBackground'] as const),
]
/** One of each family whose every type is lived through without a page, and what only a page can draw. */
const ON_THE_PAGE: readonly Tag[] = [
  ...(['Box', 'SpotLight', 'Environment', 'SceneBackground', 'OrthographicCamera', 'PointCloud', 'Instances'] as const),
  ...([
    'Line',
    'Frustum',
    'Glb',
    'Urdf',
    'SparkSplats',
    'ImageBackground',
    'HUDPlane',
    'TransmissionMaterial',
  ] as const),
  ...([
    'ContactShadows',
    'SceneCameraControl',
    'Gamepad',
    'Text',
    'Text3D',
    'CameraView',
    'CameraPreviewThumbs',
    'ViewportHud',
  ] as const),
  ...(['KeyboardMonitor', 'PointerControls', 'TimelineControls', 'Html', 'Img', 'Input', 'Markdown'] as const),
]

/** What there is more of than before. */
function moreThan(before: Record<string, number>, now: Record<string, number>): Record<string, number> {
  const more = Object.entries(now).map(([name, number]) => [name, number - (before[name] ?? 0)] as const)
  return Object.fromEntries(more.filter(([, number]) => number > 0))
}

/** Created, moved, changed, hidden, shown, made another type, and removed; each step is drawn. */
async function live(session: VuerSession, tag: Tag): Promise<void> {
  const { slot = 'children', props, children = [], around, live: changes, structural } = LIFECYCLES[tag]
  const { props: declared } = NODE_TYPES[tag]
  const made: NodeData = { tag, key: 'it', ...props, children: [...children] }
  const whole = around ? around(made) : made
  const drawn = async () => {
    const { loading } = await session.grabRender({ subsample: 8 }, { ttlMs: 60_000 })
    if (loading) throw new Error(`${tag}: ${loading} is still loading after half a minute`)
  }
  session.add(whole, { to: slot })
  await drawn()
  const changed = [
    ...('quaternion' in declared ? [{ position: [1, 2, 3] }] : []),
    ...(changes ? [changes] : []),
    ...structural,
    ...('hide' in declared ? [{ hide: true }, { hide: false }] : []),
  ]
  for (const patch of changed) {
    session.update({ key: 'it', ...patch })
    await drawn()
  }
  session.upsert({ tag: 'VuerGroup', key: 'it' })
  await drawn()
  session.remove(whole.key as string)
  await drawn()
}

/** What there is more of after another life, and stays. */
async function moreAfterALife(page: Page, session: VuerSession, tag: Tag): Promise<Record<string, number>> {
  const before = await countsOf(page)
  await live(session, tag)
  let more: Record<string, number> = {}
  const now = async () => {
    more = moreThan(before, await countsOf(page))
    return more
  }
  await expect
    .poll(now, { timeout: 2000 })
    .toEqual({})
    .catch(() => {})
  return more
}

/** What each of these types leaves on the page with every life: what all of them share may stay from the first ones. */
async function remains(page: Page, session: VuerSession, tags: readonly Tag[]): Promise<Record<string, unknown>> {
  const left: Record<string, unknown> = {}
  for (const tag of tags) {
    await live(session, tag)
    await page.waitForFunction(() => document.querySelector('.loading') === null)
    let more = await moreAfterALife(page, session, tag)
    if (Object.keys(more).length > 0) more = await moreAfterALife(page, session, tag)
    if (Object.keys(more).length > 0) left[tag] = more
    const notes = await page.locator('.problems').allTextContents()
    if (notes.length > 0) left[`${tag}: notes`] = notes
  }
  return left
}

async function open(query: string, prepare?: (page: Page) => Promise<void>) {
  const sessions = new SessionQueue()
  const server = await startServer({}, (app) =>
    app.spawn((session) => {
      session.set(Scene({ grid: false }, Box({ key: 'other' }), AmbientLight({ key: 'light' })))
      sessions.add(session)
    }),
  )
  const opened = await openPage(
    `https://127.0.0.1:${server.port}/${query}`,
    { width: 320, height: 180 },
    async (page) => {
      await countOnPage(page)
      await prepare?.(page)
    },
  )
  return {
    ...opened,
    session: await sessions.next(),
    async [Symbol.asyncDispose]() {
      await opened.context.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

describe('what a node leaves on the graphics card, on the page and in its lists of listeners is nothing', () => {
  it('on the page', async () => {
    await using opened = await open('')
    expect(await remains(opened.page, opened.session, ON_THE_PAGE)).toEqual({})
    expect(opened.errors).toEqual([])
  }, 400_000)

  it('in a headset', async () => {
    await using opened = await open('?emulate=quest3&framebufferScale=0.2')
    const headset = new Headset(opened.page)
    await putIntoRoom(opened.page)
    await headset.enter('AR')
    expect(await remains(opened.page, opened.session, IN_A_HEADSET)).toEqual({})
    expect(opened.errors).toEqual([])
  }, 300_000)
})
