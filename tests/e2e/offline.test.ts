import { describe, expect, it } from 'vitest'
import { Box, Button, DefaultScene, GUI, WebXRMesh } from 'vuer-xr'
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

/** Where nobody sees them: behind the head. */
const AWAY = [0, 1, 2] as const

describe('with nobody in the network but the server', () => {
  it.each(['VR', 'AR'] as const)(
    '%s draws scene, controllers, hands and panel, and tells poses',
    async (mode) => {
      const sessions = new SessionQueue()
      const controls = GUI({ key: 'arm', title: 'Arm', button: 'y' }, Button({ key: 'home', label: 'Go home' }))
      // Nothing in it moves by itself: what changes in the picture is what the test moves.
      await using server = await startServer({}, (app) =>
        app.spawn((session) => {
          session.set(
            DefaultScene(
              { background: '#101418', bgChildren: [WebXRMesh()], htmlChildren: [controls] },
              Box({ args: [0.2, 0.2, 0.2], position: [0, 1, -1.5], color: '#2e90fa' }),
            ),
          )
          sessions.add(session)
        }),
      )
      const answers = new Map<string, number>()
      const url = `https://127.0.0.1:${server.port}/?emulate=quest3`
      const { page, context, errors } = await openPage(url, { width: 800, height: 420 }, async (opened) => {
        opened.on('response', (response) => answers.set(new URL(response.url()).pathname, response.status()))
      })
      const session = await sessions.next()
      const headset = new Headset(page)
      const shoot = async () => new Picture(await page.screenshot())
      const models = () =>
        [...answers.keys()].filter((path) => path.startsWith('/webxr-profiles/') && path.endsWith('.glb'))
      const putAway = async () => {
        for (const side of ['left', 'right'] as const) await headset.setController(side, AWAY, AHEAD)
      }
      if (mode === 'AR') await putIntoRoom(page)

      await headset.setHead([0, 1.5, 0.2], AHEAD)
      await putAway()
      const controllers = session.till('CONTROLLER_MOVE')
      await headset.enter(mode)
      expect((await controllers).value.tracking).toEqual({ left: 'tracked', right: 'tracked' })
      await expect.poll(() => models().length, POLL).toBe(2)
      await headset.frames(20)
      const withoutControllers = await shoot()
      await headset.setController('left', [-0.12, 1.4, -0.2], AHEAD)
      await headset.setController('right', [0.12, 1.4, -0.2], AHEAD)
      await expect.poll(async () => withoutControllers.differingPixels(await shoot()), POLL).toBeGreaterThan(2500)
      await putAway()

      await headset.setInputMode('hand')
      const frame = recordedHands.frames[30]!
      for (const side of ['left', 'right'] as const) await headset.setHand(side, null)
      await headset.frames(20)
      const withoutHands = await shoot()
      for (const side of ['left', 'right'] as const) await headset.setHand(side, handNumbers(frame[side]!))
      for await (const { value } of session.events('HAND_MOVE')) if (value.left && value.right) break
      await expect.poll(() => models().length, POLL).toBe(4)
      await expect.poll(async () => withoutHands.differingPixels(await shoot()), POLL).toBeGreaterThan(2500)

      await headset.setInputMode('controller')
      for (const value of [1, 0]) {
        await headset.pressButton('left', 'y-button', value)
        for await (const move of session.events('CONTROLLER_MOVE')) {
          if (move.value.leftState?.bButton === (value === 1)) break
        }
      }
      await expect.poll(async () => (await shoot()).centroid(isWell).count, POLL).toBeGreaterThan(6)

      expect([...answers].filter(([, status]) => status >= 400)).toEqual([])
      await headset.exit()
      expect(errors).toEqual([])
      await context.close()
    },
    180_000,
  )
})
