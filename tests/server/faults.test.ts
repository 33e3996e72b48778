import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { silentLogger, type VuerSession } from 'vuer-xr'
import { VuerClient } from '../../server/client/VuerClient.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { startFaultyProxy } from '../support/server/faultyProxy.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { randomSceneStep } from '../support/server/sessionTraffic.ts'
import { startServer } from '../support/server/socketClient.ts'

const SCHEDULES = 200
const AT_A_TIME = 8

interface Traffic {
  session: VuerSession
  client: VuerClient
  random: SeededRandom
}

/** Operations, messages, questions and events flow while the wire is cut, stalled and slow. */
async function flow({ session, client, random }: Traffic, proxy: Awaited<ReturnType<typeof startFaultyProxy>>) {
  const answers: Promise<unknown>[] = []
  let told = 0
  let sent = 0
  for (let step = 0; step < 60; step++) {
    for (let count = random.below(6); count > 0; count--) randomSceneStep(session, random)
    if (random.chance(0.4)) session.send({ etype: 'SAY', data: told++ })
    if (random.chance(0.4)) client.send({ etype: 'NOTE', value: sent++ })
    if (random.chance(0.1)) {
      const n = answers.length
      answers.push(session.rpc({ etype: 'ASK', data: { n } }, { ttlMs: 30_000 }).then(({ value }) => value))
    }
    const fault = random.below(20)
    if (fault < 2) proxy.cut()
    else if (fault < 4) proxy.stall()
    else if (fault < 8) proxy.flow()
    if (random.chance(0.5)) await delay(random.below(8))
  }
  proxy.flow()
  return { answers, told, sent }
}

async function run(seed: number, port: number, sessions: SessionQueue): Promise<void> {
  const random = new SeededRandom(seed)
  await using proxy = await startFaultyProxy(port, random)
  const url = `wss://127.0.0.1:${proxy.port}/socket?seed=${seed}`
  using client = new VuerClient({ url, rejectUnauthorized: false, logger: silentLogger, introduction: { seed } })
  client.answer('ASK', ({ data }) => data.n)
  await client.connect()
  const session = await sessions.find(({ client: said }) => said.seed === seed)
  const heard: unknown[] = []
  const reading = (async () => {
    for await (const { etype, value } of session) if (etype === 'NOTE') heard.push(value)
  })()
  const said: unknown[] = []
  const listening = (async () => {
    for await (const { etype, data } of client) if (etype === 'SAY') said.push(data)
  })()
  const { answers, told, sent } = await flow({ session, client, random }, proxy)
  expect(await Promise.all(answers), 'every question has its answer').toEqual(answers.map((_, n) => n))
  // What was sent before a question has arrived when it is answered, on both ways.
  client.send({ etype: 'LAST', value: 0 })
  session.send({ etype: 'LAST' })
  await session.rpc({ etype: 'ASK', data: { n: 0 } }, { ttlMs: 30_000 })
  expect(client.sessionId).toBe(session.id)
  expect(client.graph.toJSON(), 'the scenes are equal').toEqual(session.graph.toJSON())
  client.close()
  await Promise.all([reading, listening])
  expect(heard, 'events, in order, once each').toEqual(Array.from({ length: sent }, (_, n) => n))
  expect(said, 'messages, in order, once each').toEqual(Array.from({ length: told }, (_, n) => n))
}

describe('over a bad network', () => {
  it(`[RS1] ${SCHEDULES} random schedules of faults lose nothing and double nothing`, {
    timeout: 120_000,
  }, async () => {
    const first = Number(process.env.SEED ?? Date.now() % 2 ** 31)
    const seeds = Array.from({ length: process.env.SEED ? 1 : SCHEDULES }, (_, index) => first + index)
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) => app.spawn(sessions.add))
    const worker = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        try {
          await run(seed, server.port, sessions)
        } catch (error) {
          throw new Error(`SEED=${seed}: ${(error as Error).message}`, { cause: error })
        }
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, worker))
    expect(server.app.sessions.length, 'sessions that are left').toBe(0)
  })
})
