import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fillRestoredScene, type Operation, SceneGraph, type VuerSession } from 'vuer-xr'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { MemoryServer } from '../support/server/memoryClient.ts'
import { connectInMemory } from '../support/server/memoryWire.ts'
import { randomSceneStep } from '../support/server/sessionTraffic.ts'

/** Lets promises that are due run, without time passing. */
const settle = async () => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve()
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

async function run(seed: number): Promise<void> {
  const random = new SeededRandom(seed)
  const problems: string[] = []
  const warn = (message: string) => void (message.includes('no node has the key') || problems.push(message))
  const logger = { debug: warn, info: warn, warn, error: warn }
  const sessions: VuerSession[] = []
  const heard: unknown[] = []
  const server = new MemoryServer({
    logger,
    onInit: (session) => sessions.push(session),
    onEvent: ({ etype, value }) => etype === 'NOTE' && heard.push(value),
    options: { resumeSeconds: 30, limits: { maxUnsentBytes: 2000 } },
  })
  const browser = new SceneGraph()
  const received: unknown[] = []
  const asked: unknown[] = []
  const end = connectInMemory(server, {
    onOperation: (operation: Operation) => void browser.apply(operation),
    onRestore: (scene) => void browser.apply({ op: 'set', scene: fillRestoredScene(scene, browser) }),
    onCall: ({ call, reply }) => {
      asked.push(call.data.n)
      reply({ n: call.data.n })
    },
    onEvent: (_, data) => received.push(data),
    onState: () => {},
    onProblem: (problem) => problems.push(problem),
  })
  end.wire.accept()
  end.wire.deliver()
  const session = sessions[0]!
  const answers: Promise<unknown>[] = []
  let sent = 0
  let told = 0
  for (let step = 0; step < 150; step++) {
    const roll = random.below(100)
    if (roll < 50) randomSceneStep(session, random)
    else if (roll < 62) session.send({ etype: 'SAY', data: told++ })
    else if (roll < 74) end.connection.send({ etype: 'NOTE', value: sent++ })
    else if (roll < 78) {
      const n = answers.length
      answers.push(session.rpc({ etype: 'ASK', data: { n } }, { ttlMs: 100_000 }).then(({ value }) => value))
    } else if (roll < 92) end.wire.deliver(random.below(4), random.below(6))
    else if (roll < 95) end.wire.cut()
    else if (roll < 97) end.wire.swallow()
    else if (roll < 99) vi.advanceTimersByTime(random.below(1500))
    end.wire.accept()
    await settle()
  }
  // The network is good again.
  for (let turn = 0; turn < 40; turn++) {
    end.wire.accept()
    end.wire.deliver()
    await settle()
    vi.advanceTimersByTime(200)
  }
  expect(sessions, 'one session all the time').toHaveLength(1)
  expect(browser.toJSON(), 'the browser’s scene').toEqual(session.graph.toJSON())
  expect(heard, 'events, in order, once each').toEqual(Array.from({ length: sent }, (_, n) => n))
  expect(received, 'messages, in order, once each').toEqual(Array.from({ length: told }, (_, n) => n))
  expect(asked, 'questions, in order, once each').toEqual(answers.map((_, n) => n))
  expect(await Promise.all(answers)).toEqual(answers.map((_, n) => ({ n })))
  expect(problems).toEqual([])
  end.connection.close()
  await settle()
  expect(session.signal.aborted).toBe(true)
  expect(vi.getTimerCount(), 'timers that are left').toBe(0)
}

describe('any sequence of cuts', () => {
  it('[RS1] costs neither scene, nor events, nor messages, nor answers', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
    const rounds = process.env.SEED ? 1 : 300
    for (let round = 0; round < rounds; round++) {
      try {
        await run(seed + round)
      } catch (error) {
        throw new Error(`SEED=${seed + round}: ${(error as Error).message}`, { cause: error })
      }
    }
  })
})
