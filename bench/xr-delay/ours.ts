import type { Browser } from 'playwright-core'
import { Hands, Head, MotionControllers, Scene, type Vuer, type VuerSession } from 'vuer-xr'
import { startOurs } from '../support/servers.ts'
import { type Arrival, HeadsetPage, preciseNow } from './HeadsetPage.ts'

/** The built server and the built page: a handler of hands, and a loop over combined poses. */
export async function ours(browser: Browser, certsFolder: string, hertz: number) {
  const hands: Arrival[] = []
  const poses: Arrival[] = []
  const prepare = (app: Vuer) => {
    app.addHandler('HAND_MOVE', ({ value, xrFrame }) => {
      if (value.left && value.right && xrFrame !== undefined) hands.push({ frame: xrFrame, at: preciseNow() })
    })
    app.spawn(async (session) => {
      session.set(sceneOf(hertz))
      await readPoses(session, poses)
    })
  }
  await using server = await startOurs(certsFolder, prepare)
  await using page = await HeadsetPage.open(browser, `https://127.0.0.1:${server.port}/?emulate=quest3`, hertz)
  await page.enter()
  return await page.measure({ hands, poses })
}

async function readPoses(session: VuerSession, poses: Arrival[]): Promise<void> {
  for await (const { left, right, xrFrame } of session.poses()) {
    if (left.hand.pose && right.hand.pose && xrFrame !== undefined) poses.push({ frame: xrFrame, at: preciseNow() })
  }
}

const sceneOf = (fps: number) =>
  Scene({
    grid: false,
    bgChildren: [
      Hands({ fps, hideLeft: true, hideRight: true, showFrame: false }),
      MotionControllers({ fps }),
      Head({ fps }),
    ],
  })
