import { Box, Scene, type VuerSession } from 'vuer-xr'
import { deferred } from '../support/deferred.ts'
import { until } from '../support/Peer.ts'
import { startOurs } from '../support/servers.ts'
import { keyOf, motionOf } from './motion.ts'
import { FRAMES, Receiver } from './Receiver.ts'

/** The built server: `session.update`, checked, applied to the script's graph, encoded, sent. */
export async function ours(certsFolder: string, nodes: number) {
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(certsFolder, (app) => app.spawn((session) => arrived.resolve(session)))
  await using receiver = new Receiver(server.port)
  const session = await arrived.promise
  session.set(Scene({}, ...motionOf(nodes, 0).map(({ key }) => Box({ key }))))
  // HELLO and SET
  await until(
    () => receiver.counters[FRAMES] === 2,
    () => 'the scene did not arrive',
  )
  const figures = await receiver.measure((step) => session.update(motionOf(nodes, step)))
  const { position } = session.graph.get(keyOf(nodes - 1))!.props
  const { data } = (await receiver.newest()) as { data: { nodes: { position: unknown }[] } }
  if (JSON.stringify(data.nodes.at(-1)?.position) !== JSON.stringify(position))
    throw new Error('the last update is not what the client has')
  return figures
}
