import { setTimeout as delay } from 'node:timers/promises'
import { quantile } from '../support/statistics.ts'
import { type Moving, Stage } from './Stage.ts'

const REST_MS = 100

/** What it would cost to begin anew: clients that join one after the other and get the whole scene. */
export async function joins(certsFolder: string, count: number, moving: Moving) {
  await using stage = await Stage.open(certsFolder, moving)
  const times: number[] = []
  const bytes: number[] = []
  for (let n = 0; n < count; n++) {
    await delay(REST_MS)
    using client = stage.client()
    const connected = client.connect()
    const at = await stage.newest(client, -1)
    const passage = stage.wire.newest!
    times.push(at - passage.since)
    bytes.push(passage.bytes)
    await connected
  }
  return { mended: quantile(times, 0.5), mendedLate: quantile(times, 0.99), bytes: quantile(bytes, 0.5) }
}
