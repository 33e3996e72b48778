// What a server costs that has nothing to do: clients that are there and say so every four seconds.
import { setTimeout as delay } from 'node:timers/promises'
import { decode, encode } from '@msgpack/msgpack'
import { Audience } from './fanout/Audience.ts'
import { GREETING, storeOfBoxes } from './fanout/ours.ts'
import { atMost } from './harness/Target.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startBare, startOurs } from './support/servers.ts'

const ROUNDS = roundsOr(3)
const HEARTBEAT_MS = 4000
const WATCHED_MS = 10_000
/** Before it is watched the server has answered so many heartbeats, as one that has been up for minutes. */
const HEARTBEATS_BEFORE = 4000
const HEARTBEATS_BEFORE_MS = 2000
/** Rubbish of the start is collected some seconds after it. */
const SETTLE_MS = 12_000

async function watch(audience: Audience, clients: number) {
  await audience.beat((HEARTBEATS_BEFORE_MS * clients) / HEARTBEATS_BEFORE)
  await delay(HEARTBEATS_BEFORE_MS)
  await audience.beat(HEARTBEAT_MS)
  await delay(SETTLE_MS)
  return { percent: await ownShare() }
}

/** The share of a core that this process takes, in percent. */
async function ownShare(): Promise<number> {
  const before = process.cpuUsage()
  const start = performance.now()
  await delay(WATCHED_MS)
  const { user, system } = process.cpuUsage(before)
  return ((user + system) / 1000 / (performance.now() - start)) * 100
}

async function bare(certsFolder: string, clients: number) {
  await using server = await startBare(certsFolder)
  server.sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      const ts = Date.now()
      const { etype, value } = decode(data) as { etype: string; value: { clientSent: number } }
      const times = { clientSent: value.clientSent, serverReceived: ts, serverSent: ts, received: 0 }
      socket.send(encode({ etype: etype === 'INIT' ? 'HELLO' : etype, ts, data: times }))
    }),
  )
  await using audience = await Audience.open(server.port, clients, 1)
  return await watch(audience, clients)
}

/** What it takes to wake up as often as so many clients send heartbeats, and to do nothing. */
async function wakeUps(clients: number): Promise<number> {
  const timer = setInterval(() => {}, HEARTBEAT_MS / clients)
  const share = await ownShare()
  clearInterval(timer)
  return share
}

/** The built server, with a session for each client and a scene that nobody changes. */
async function ours(certsFolder: string, clients: number) {
  const store = storeOfBoxes()
  await using server = await startOurs(certsFolder, (app) =>
    app.spawn(async (session) => {
      await using _ = store.subscribe(session)
      await session.forever()
    }),
  )
  await using audience = await Audience.open(server.port, clients, GREETING)
  return await watch(audience, clients)
}

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const measures: Measure[] = []
for (const clients of [1, 50]) {
  const result = await compare(
    () => bare(certificates.folder, clients),
    () => ours(certificates.folder, clients),
    { rounds: ROUNDS, warmUp: measures.length === 0 },
  )
  const target = clients === 50 ? atMost(0.5) : undefined
  const who = `${clients} idle client${clients === 1 ? '' : 's'}`
  measures.push(measureOf(result, 'percent', who, '% of a core', { target }))
}
const empty = await wakeUps(50)
await report('idle', measures, [
  `A timer that fires as often as 50 clients send heartbeats, and does nothing, takes ${empty.toFixed(2)} % of a core.`,
])
