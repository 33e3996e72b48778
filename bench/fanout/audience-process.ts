import { setTimeout as delay } from 'node:timers/promises'
import type { CaughtUp, Heard, Question } from './Audience.ts'
import { Listener } from './Listener.ts'

/** TLS handshakes at a time. */
const AT_A_TIME = 10
const PATIENCE_MS = 20_000

const listeners: Listener[] = []

async function connect(port: number, count: number, greeting: number): Promise<void> {
  while (listeners.length < count) {
    const size = Math.min(AT_A_TIME, count - listeners.length)
    const some = Array.from({ length: size }, (_, offset) => Listener.connect(port, listeners.length + offset))
    listeners.push(...(await Promise.all(some)))
  }
  await until(
    () => listeners.every(({ frames }) => frames >= greeting),
    () => `some clients were not greeted with ${greeting} frames`,
  )
}

async function beat(intervalMs: number): Promise<void> {
  for (const listener of listeners) {
    listener.beat(intervalMs)
    await delay(intervalMs / listeners.length)
  }
}

async function end(step: number): Promise<Heard> {
  const readers = listeners.filter(({ isPaused }) => !isPaused)
  await until(
    () => readers.every(({ newest }) => newest[0]?.step === step),
    () => `some clients did not get update ${step}`,
  )
  return {
    frames: readers.map(({ frames }) => frames),
    delays: readers.flatMap(({ delays }) => delays),
    newest: readers[0]?.newest ?? [],
  }
}

async function until(condition: () => boolean, complaint: () => string): Promise<void> {
  for (const last = performance.now() + PATIENCE_MS; !condition(); await delay(10)) {
    if (performance.now() > last) throw new Error(complaint())
  }
}

async function answer(question: Question): Promise<Heard | CaughtUp | undefined> {
  switch (question.ask) {
    case 'connect':
      await connect(question.port, question.count, question.greeting)
      return undefined
    case 'beat':
      await beat(question.intervalMs)
      return undefined
    case 'begin':
      for (const listener of listeners) listener.begin()
      return undefined
    case 'end':
      return end(question.step)
    case 'pause':
      listeners[question.client]!.pause()
      return undefined
    case 'readAgain':
      return listeners[question.client]!.readAgain(question.step)
    default:
      return question satisfies never
  }
}

process.on('message', async (question: Question) => process.send?.((await answer(question)) ?? null))
process.on('disconnect', () => process.exit())
