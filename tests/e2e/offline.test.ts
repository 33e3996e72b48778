import { describe, expect, it } from 'vitest'
import { Button, GUI, type VuerSession, WebXRMesh } from 'vuer-xr'
import { demonstration } from '../../server/demo.ts'
import { putIntoRoom } from '../support/browser/emulatedRoom.ts'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()
const POLL = { timeout: 60_000, interval: 100 }

const AHEAD = [0, 0, 0, 1] as const
/** The dot of the panel that says that the connection is well. */
const isWell = (red: number, green: number, blue: number) => red < 90 && green > 180 && blue > 90 && blue < 170

/** Resolves when so many pixels of the page differ from `before`. */
async function differs(shoot: () => Promise<Picture>, before: Picture, pixels: number): Promise<void> {
  await expect.poll(async () => before.differingPixels(await shoot()), POLL).toBeGreaterThan(pixels)
}

describe('with nobody in the network but the server', () => {
  it.each(['VR', 'AR'] as const)(
    '%s draws scene, controllers, hands and panel, and tells poses',
    async (mode) => {
      const sessions = new SessionQueue()
      await using server = await startServer({}, (app) =>
        app.spawn(async (session: VuerSession) => {
          sessions.add(session)
          await demonstration(session)
        }),
      )
      const answers = new Map<string, number>()
      const url = `https://127.0.0.1:${server.port}/?emulate=quest3`
      const { page, context, errors } = await openPage(url, { width: 800, height: 420 }, async (opened) => {
        opened.on('response', (response) => answers.set(new URL(response.url()).pathname, response.status()))
      })
      const session = await sessions.next()
      session.add(GUI({ key: 'arm', title: 'Arm', button: 'y' }, Button({ key: 'home', label: 'Go home' })), {
        to: 'htmlChildren',
      })
      session.add(WebXRMesh(), { to: 'bgChildren' })
      const headset = new Headset(page)
      const shoot = async () => new Picture(await page.screenshot())
      const models = () => [...answers].filter(([path]) => path.startsWith('/webxr-profiles/'))
      if (mode === 'AR') await putIntoRoom(page)

      // Out of sight at first, behind the head.
      await headset.setHead([0, 1.5, 0.2], AHEAD)
      for (const side of ['left', 'right'] as const) await headset.setController(side, [0, 1, 2], AHEAD)
      await headset.enter(mode)
      const controllers = session.till('CONTROLLER_MOVE')
      await expect.poll(() => models().filter(([path]) => path.endsWith('.glb')).length, POLL).toBe(2)
      expect((await controllers).value.tracking).toEqual({ left: 'tracked', right: 'tracked' })
      const empty = await shoot()
      await headset.setController('left', [-0.12, 1.4, -0.2], AHEAD)
      await headset.setController('right', [0.12, 1.4, -0.2], AHEAD)
      await differs(shoot, empty, 2500)

      for (const side of ['left', 'right'] as const) await headset.setController(side, [0, 1, 2], AHEAD)
      for (const value of [1, 0]) {
        await headset.pressButton('left', 'y-button', value)
        const isDown = value === 1
        for await (const { value } of session.events('CONTROLLER_MOVE')) if (value.leftState?.bButton === isDown) break
      }
      await expect.poll(async () => (await shoot()).centroid(isWell).count, POLL).toBeGreaterThan(6)

      await headset.setInputMode('hand')
      const frame = recordedHands.frames[30]!
      for (const side of ['left', 'right'] as const) await headset.setHand(side, handNumbers(frame[side]!))
      for await (const { value } of session.events('HAND_MOVE')) if (value.left && value.right) break
      await expect.poll(() => models().filter(([path]) => path.endsWith('.glb')).length, POLL).toBe(4)
      const withHands = await shoot()
      for (const side of ['left', 'right'] as const) await headset.setHand(side, null)
      await differs(shoot, withHands, 2500)

      expect([...answers].filter(([, status]) => status >= 400)).toEqual([])
      await headset.exit()
      expect(errors).toEqual([])
      await context.close()
    },
    180_000,
  )
})
