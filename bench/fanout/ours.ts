import { Box, Scene, SceneStore, silentLogger, type Vuer } from 'vuer-xr'
import { startOurs } from '../support/servers.ts'
import { Audience } from './Audience.ts'
import { type StampedNode, stampedMotion } from './stamped.ts'
import { stopFirst, stream } from './stream.ts'

/** HELLO and SET. */
export const GREETING = 2

/** A socket that does not answer pings is cut; here it is to stay, so that what it costs is seen. */
export const NO_PINGS = { pingMs: 600_000 }

/** A store with the boxes that the updates move. */
export function storeOfBoxes(): SceneStore {
  const store = new SceneStore({ logger: silentLogger })
  store.set(Scene({}, ...stampedMotion(0).map((motion) => Box(motion))))
  return store
}

/** The built server: one store, and a session for each client. */
export async function ours(certsFolder: string, clients: number, { oneStops = false } = {}) {
  const store = storeOfBoxes()
  const subscribe = (app: Vuer) => app.spawn((session) => void store.subscribe(session))
  await using server = await startOurs(certsFolder, subscribe, oneStops ? NO_PINGS : {})
  await using audience = await Audience.open(server.port, clients, GREETING)
  const send = (nodes: StampedNode[]) => void store.update(nodes)
  if (oneStops) await stopFirst(audience, send)
  const figures = await stream(audience, send)
  return { ...figures, unsent: Math.max(...server.app.sessions.map(({ lag }) => lag.unsentBytes)) }
}
