import type { Vuer } from 'vuer-xr'
import { startOurs } from '../support/servers.ts'
import { Sender } from './Sender.ts'

/** The built server: checked, made an event, handed to a typed handler that reads a number of each hand. */
export async function ours(certsFolder: string, hertz: number) {
  let sender: Sender | undefined
  const prepare = (app: Vuer) => {
    app.spawn(() => {})
    app.addHandler('HAND_MOVE', ({ value, sequence }) => {
      const { left, right, tracking } = value
      if (tracking.left !== 'tracked' || !left || !right || left[1] === right[1]) throw new Error('this is no sample')
      sender?.handled(sequence ?? 0)
    })
  }
  // As fast as it goes is more than anybody may send by default.
  await using server = await startOurs(certsFolder, prepare, { maxEventsPerSecond: 1_000_000_000 })
  await using started = new Sender(server.port, hertz, false)
  sender = started
  return await started.measure()
}
