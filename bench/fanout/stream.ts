import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { quantile } from '../support/statistics.ts'
import { clock } from '../uplink/Sender.ts'
import type { Audience } from './Audience.ts'
import { type StampedNode, stampedMotion } from './stamped.ts'

const HERTZ = 60
const SECONDS = 8
/** More than the system's own buffers hold for a socket that nobody reads. */
const FILL_UPDATES = 4000

/**
 * Makes updates at 60 Hz and says what came of them. The processor's time is that of this process. The last update must
 * reach everybody who reads.
 */
export async function stream(audience: Audience, send: (nodes: StampedNode[]) => void) {
  await audience.begin()
  const before = process.cpuUsage()
  const start = clock()
  const ticks = HERTZ * SECONDS
  for (let tick = 1; tick <= ticks; tick++) {
    send(stampedMotion(tick))
    const due = start + (tick * 1000) / HERTZ
    await nextTurn()
    while (clock() < due) await delay(Math.max(1, due - clock()))
  }
  const seconds = (clock() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  const { frames, delays } = await audience.end(ticks)
  return {
    rate: frames.reduce((sum, count) => sum + count, 0) / frames.length / seconds,
    slowest: Math.min(...frames) / seconds,
    median: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    core: (user + system) / 1e6 / seconds,
  }
}

/** The first client stops reading, and gets more than fits on its way. Resolves when the others have it. */
export async function stopFirst(audience: Audience, send: (nodes: StampedNode[]) => void): Promise<void> {
  await audience.pause(0)
  for (let step = 1; step <= FILL_UPDATES; step++) {
    send(stampedMotion(step))
    if (step % 20 === 0) await nextTurn()
  }
  await audience.end(FILL_UPDATES)
}
