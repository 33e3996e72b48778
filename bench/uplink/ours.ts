import type { Vuer, VuerOptions } from 'vuer-xr'
import { startOurs } from '../support/servers.ts'
import { Headsets } from './Headsets.ts'
import { Sender } from './Sender.ts'

/** The built server: checked, made an event, handed to a typed handler that reads a number of each hand. */
function startServer(certsFolder: string, handle: (sequence: number) => void, options: VuerOptions = {}) {
  const prepare = (app: Vuer) => {
    app.spawn(() => {})
    app.addHandler('HAND_MOVE', ({ value, sequence }) => {
      const { left, right, tracking } = value
      if (tracking.left !== 'tracked' || !left || !right || left[1] === right[1]) throw new Error('this is no sample')
      handle(sequence ?? 0)
    })
  }
  return startOurs(certsFolder, prepare, options)
}

/** One headset, as fast as it goes or at a rate. */
export async function ours(certsFolder: string, hertz: number) {
  let sender: Sender | undefined
  // As fast as it goes is more than anybody may send by default.
  const options = { maxEventsPerSecond: 1_000_000_000 }
  await using server = await startServer(certsFolder, (sequence) => sender?.handled(sequence), options)
  await using started = new Sender(server.port, hertz, false)
  sender = started
  return await started.measure()
}

/** Many headsets. */
export async function ourHeadsets(certsFolder: string, count: number, hertz: number) {
  let headsets: Headsets | undefined
  await using server = await startServer(certsFolder, () => headsets?.handled())
  await using opened = await Headsets.open(server.port, count, false)
  headsets = opened
  return await opened.measure(hertz)
}
