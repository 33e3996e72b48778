// A client that stops reading while the scene changes 100,000 times: what it costs the server and the other client.
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { encodeFrame, type SceneStore, type Vuer } from 'vuer-xr'
import { Audience } from './fanout/Audience.ts'
import { GREETING, NO_PINGS, storeOfBoxes } from './fanout/ours.ts'
import { NODES, type StampedNode, stampedMotion } from './fanout/stamped.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { memory } from './support/memory.ts'
import { measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'
import { quantile, spreadOf } from './support/statistics.ts'
import { clock } from './uplink/Sender.ts'

const ROUNDS = roundsOr(3)
const UPDATES = 100_000
const UPDATES_PER_TURN = 100
/** Memory is looked at after so many updates. */
const UPDATES_PER_SAMPLE = 5000
const STOPPED = 1

/** One client that reads and, where `stops`, one that does not, until everything has happened. */
async function flood(certsFolder: string, { stops }: { stops: boolean }) {
  const store = storeOfBoxes()
  const subscribe = (app: Vuer) => app.spawn((session) => void store.subscribe(session))
  await using server = await startOurs(certsFolder, subscribe, NO_PINGS)
  await using audience = await Audience.open(server.port, stops ? 2 : 1, GREETING)
  if (stops) await audience.pause(STOPPED)
  await audience.begin()
  const start = await memory()
  const growth = { rss: 0, used: 0, live: 0 }
  const begun = clock()
  let paused = 0
  for (let step = 1; step <= UPDATES; step++) {
    void store.update(stampedMotion(step))
    if (step % UPDATES_PER_TURN === 0) await nextTurn()
    if (step % UPDATES_PER_SAMPLE !== 0) continue
    const before = clock()
    const now = await memory()
    for (const name of ['rss', 'used', 'live'] as const) growth[name] = Math.max(growth[name], now[name] - start[name])
    paused += clock() - before
  }
  const seconds = (clock() - begun - paused) / 1000
  const lag = server.app.sessions.find(({ client }) => client.index === STOPPED)?.lag
  const { delays, newest } = await audience.end(UPDATES)
  expectNewest(newest, store)
  const figures = {
    ...growth,
    perSecond: UPDATES / seconds,
    median: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
  }
  if (!stops || !lag) return { ...figures, ...bareMemory(), usedAlone: growth.used, rssAlone: growth.rss }
  await delay(500)
  const caughtUp = await audience.readAgain(STOPPED, UPDATES)
  expectNewest(caughtUp.newest, store)
  return { ...figures, ...lag, ms: caughtUp.ms, bytes: caughtUp.bytes }
}

/** Fails unless the update says of every box what the store says. */
function expectNewest(nodes: readonly StampedNode[], store: SceneStore): void {
  const isNewest = ({ key, position }: StampedNode) =>
    isDeepStrictEqual(position, store.getNode(key)?.properties.position)
  if (nodes.length !== NODES || !nodes.every(isNewest)) throw new Error('a client has not the newest scene')
}

/** Computed: what `ws` keeps for a socket that nobody reads, if it is given every update. */
function bareMemory() {
  const frame = encodeFrame({ ts: Date.now(), etype: 'UPDATE', data: { nodes: stampedMotion(1) } }, 'vuer-xr')
  const bytes = frame.length * UPDATES
  return { live: bytes, used: bytes, rss: bytes, unsentBytes: bytes, bytes }
}

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const result = await compare(
  () => flood(certificates.folder, { stops: false }),
  () => flood(certificates.folder, { stops: true }),
  { rounds: ROUNDS },
)
const alone = (figure: string) =>
  ((spreadOf(result.reference.map((figures) => figures[figure] ?? Number.NaN))?.median ?? Number.NaN) / 1e6).toFixed(1)
await report(
  'slow-reader',
  [
    measureOf(result, 'live', 'growth of heap and external memory, most of all samples, garbage collected', 'bytes'),
    measureOf(result, 'used', 'growth of heap and external memory, most of all samples', 'bytes'),
    measureOf(result, 'rss', 'growth of the process, most of all samples', 'bytes'),
    measureOf(result, 'unsentBytes', 'lag at the end: unsent', 'bytes'),
    measureOf(result, 'waiting', 'lag at the end: operations that wait', 'count'),
    measureOf(result, 'ms', 'reads again: until it has the newest', 'ms'),
    measureOf(result, 'bytes', 'reads again: what it gets until then', 'bytes'),
    measureOf(result, 'perSecond', 'updates made', 'per second', { better: 'more' }),
    measureOf(result, 'median', 'the other client: update to client, median', 'ms'),
    measureOf(result, 'p99', 'the other client: update to client, p99', 'ms'),
  ],
  [
    'reference of memory and bytes, computed: the bytes of all updates, which `ws` alone would keep',
    'reference of updates and delay, measured: the same with the other client alone',
    `with the other client alone heap and external memory grow by ${alone('usedAlone')} MB, and the process by ${alone('rssAlone')} MB`,
  ],
)
