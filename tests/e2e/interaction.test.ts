import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  Box,
  Clickable,
  type ClientEvent,
  type EventName,
  Movable,
  PerspectiveCamera,
  Pivot,
  Scene,
  type VuerSession,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()
/** Where to look at what the tests saw; nowhere unless told. */
const pictures = process.env.INTERACTION_PICTURES

/** The first event of that name for which `holds`; the test's own time-out is the limit. */
async function until<Name extends EventName>(
  session: VuerSession,
  name: Name,
  holds: (event: ClientEvent<Name>) => boolean = () => true,
): Promise<ClientEvent<Name>> {
  for await (const event of session.events(name)) if (holds(event)) return event
  throw new Error(`the session ended before ${name} was as expected`)
}

const red = (r: number, g: number, b: number) => r > 150 && g < 90 && b < 90
const BASIC = { materialType: 'basic' } as const

async function look(page: Page, name: string): Promise<Picture> {
  const bytes = await page.screenshot(pictures ? { path: `${pictures}/${name}.png` } : {})
  return new Picture(bytes)
}

/** Where something red is on the page, once it is there and stands still. */
async function whereIsRed(page: Page, name = 'red'): Promise<{ x: number; y: number; count: number }> {
  let found = (await look(page, name)).centroid(red)
  await expect
    .poll(
      async () => {
        const before = found
        found = (await look(page, name)).centroid(red)
        return found.count > 50 && Math.hypot(found.x - before.x, found.y - before.y) < 0.5
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  return found
}

const camera = () =>
  PerspectiveCamera({ key: 'view', makeDefault: true, position: [0, 0, 3], lookAt: [0, 0, 0], fov: 50 })
const stage = (...children: Parameters<typeof Scene>[1][]) =>
  Scene({ grid: false, background: '#000000' }, camera(), ...children)

describe('on the desktop', () => {
  it('objects are dragged with the mouse, arrows move them along an axis, clicks and pointers are told; who has none of it loads none of it', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(stage())
        sessions.add(session)
      }),
    )
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await sessions.next()
    await page.getByText('Connected').waitFor()
    const loaded = () => requests.filter((url) => /Movable|Pivot|Clickable|Gizmo|Holding|Locomotion|XRLayer/.test(url))
    expect(loaded()).toEqual([])

    // Dragged in the plane of the picture: the object is under the mouse at the end, and the view stands still.
    session.add(
      Movable(
        { key: 'm', position: [-0.5, 0, 0], showFrame: false },
        Box({ key: 'red', args: [0.3, 0.3, 0.01], color: '#ff2020', ...BASIC }),
      ),
    )
    const start = await whereIsRed(page)
    const moved = until(session, 'OBJECT_MOVE', ({ key }) => key === 'm')
    const ended = until(session, 'OBJECT_MOVE_END', ({ key }) => key === 'm')
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(start.x + 60, start.y - 30, { steps: 5 })
    await page.mouse.move(start.x + 120, start.y - 60, { steps: 5 })
    await look(page, 'desktop-held')
    await page.mouse.up()
    await page.mouse.move(5, 5)
    expect((await moved).value).toMatchObject({ pointer: 'mouse', hands: [] })
    const { value } = await ended
    expect(value.reason).toBe('released')
    const dropped = await whereIsRed(page, 'desktop-dropped')
    expect(Math.abs(dropped.x - start.x - 120)).toBeLessThan(3)
    expect(Math.abs(dropped.y - start.y + 60)).toBeLessThan(3)
    expect(value.position![0]).toBeGreaterThan(0)
    expect(value.position![2]).toBeCloseTo(0, 3)

    // The script has the last word.
    session.update({ key: 'm', position: [-0.5, 0, 0] })
    await expect.poll(async () => Math.abs((await look(page, 'red')).centroid(red).x - start.x)).toBeLessThan(2)
    session.remove('m')
    expect(loaded().filter((url) => url.includes('Gizmo'))).toEqual([])

    // The x arrow of a Pivot.
    session.add(
      Pivot(
        { key: 'p', scale: 0.8, lineWidth: 3, depthTest: false },
        Box({ key: 'red', args: [0.2, 0.2, 0.2], color: '#802020', ...BASIC }),
      ),
    )
    const isArrow = (r: number, g: number, b: number) => r > 200 && g < 90 && b > 60 && b < 140
    await expect.poll(async () => (await look(page, 'pivot')).centroid(isArrow).count).toBeGreaterThan(100)
    const { width, height } = page.viewportSize()!
    // 0.72 m to the right of the middle, where the cone of the arrow is.
    const perMetre = height / (2 * 3 * Math.tan((25 * Math.PI) / 180))
    const cone = { x: width / 2 + 0.72 * perMetre, y: height / 2 }
    const pivoted = until(session, 'OBJECT_MOVE_END', ({ key }) => key === 'p')
    await page.mouse.move(cone.x, cone.y)
    await page.mouse.down()
    await page.mouse.move(cone.x - 20, cone.y + 40, { steps: 4 })
    await page.mouse.move(cone.x - 60, cone.y + 40, { steps: 4 })
    await look(page, 'pivot-held')
    await page.mouse.up()
    const [x, y, z] = (await pivoted).value.position!
    expect(x).toBeCloseTo(-60 / perMetre, 1)
    expect([y, z]).toEqual([0, 0])
    session.remove('p')

    // A Clickable: its own key, and the node that was hit.
    const entered = until(session, 'ON_POINTER_ENTER')
    const clicked = until(session, 'ON_CLICK')
    const left = until(session, 'ON_POINTER_LEAVE')
    session.add(Clickable({ key: 'c' }, Box({ key: 'red', args: [0.5, 0.5, 0.5], color: '#ff2020', ...BASIC })))
    const at = await whereIsRed(page)
    await page.mouse.move(at.x, at.y)
    expect((await entered).value).toMatchObject({ key: 'c', target: 'red', pointer: 'mouse' })
    await page.mouse.click(at.x, at.y)
    const click = (await clicked).value
    expect(click).toMatchObject({ key: 'c', target: 'red', pointer: 'mouse' })
    expect(click.point![2]).toBeCloseTo(0.25, 2)
    expect(click.distance).toBeCloseTo(2.75, 1)
    await look(page, 'clickable-hovered')
    await page.mouse.move(5, 5)
    expect((await left).value).toMatchObject({ key: 'c', pointer: 'mouse' })

    expect(foreignRequests(requests, server.port)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  }, 120_000)
})
