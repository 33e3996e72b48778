import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import sirv from 'sirv'
import { startBare } from '../support/servers.ts'
import { type Arrival, HeadsetPage, preciseNow } from './HeadsetPage.ts'

const folder = fileURLToPath(new URL('../../dist/bench/xr-page', import.meta.url))

/** As many bytes in each frame, in one message that holds the poses as they are; `ws` reads the number of the frame. */
export async function bare(browser: Browser, certsFolder: string, hertz: number, bytes: number) {
  const hands: Arrival[] = []
  await using server = await startBare(certsFolder, sirv(folder))
  server.sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => hands.push({ frame: data.readUInt32LE(0), at: preciseNow() })),
  )
  await using page = await HeadsetPage.open(browser, `https://127.0.0.1:${server.port}/?bytes=${bytes}`, hertz)
  await page.enter()
  const figures = await page.measure({ hands })
  // There is nothing to combine.
  const { 'hands rate': rate, 'hands median': median, 'hands p99': p99 } = figures
  return { ...figures, 'poses rate': rate!, 'poses median': median!, 'poses p99': p99! }
}
