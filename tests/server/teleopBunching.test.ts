import { Quaternion } from 'three'
import { describe, expect, it } from 'vitest'
import { type ArmPose, HAND_LENGTH, jointIndex, type StopReason, superviseArm } from 'vuer-xr'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { aroundAxis, poseMatrix } from '../support/pose.ts'
import { MemoryServer } from '../support/server/memoryClient.ts'

/** Samples of a headset, and a network that holds them up at random and lets them go in one go, in their order. */

const START = 1_800_000_000_000
const FRAME_MS = 1000 / 90
const FRAMES = 900
/** Until then nothing is held up. */
const SETTLED = 20
const RUNS = 6
const ARM: ArmPose = { position: [0.4, 0, 0.3], quaternion: [0, 0, 0, 1] }
const STALL_MS = { least: 20, most: 190 }
const LATENCY_MS = { least: 2, most: 25 }

type Incident = 'release' | 'absence' | 'leap'
const REASON_OF: Record<Incident, StopReason> = { release: 'released', absence: 'tracking-lost', leap: 'jump' }

interface Frame {
  readonly capturedAt: number
  readonly arrivesAt: number
  /** `null` for a hand that is not seen. */
  readonly position: [number, number, number] | null
  readonly quaternion: readonly [number, number, number, number]
  readonly pressed: boolean
}

const between = (random: SeededRandom, { least, most }: { least: number; most: number }) =>
  least + random.next() * (most - least)

/** A hand that swings at up to 2.2 m/s and 9 rad/s, as a person moves it, and is led across the network. */
function record(random: SeededRandom, incidents: readonly Incident[]): { frames: Frame[]; stops: StopReason[] } {
  const hertz = 0.4 + random.next() * 0.6
  const phase = random.next() * 6
  const reach = 2.2 / (2 * Math.PI * hertz)
  const turn = (9 / (2 * Math.PI * hertz)) * (180 / Math.PI)
  const frames: Frame[] = []
  const stops: StopReason[] = []
  let arrivesAt = 0
  let freeAt = 0
  let away = 0
  let last: Incident = 'leap'
  /** Frames since the last incident. */
  let since = 0
  for (let index = 0; index < FRAMES; index += 1) {
    const at = START + index * FRAME_MS
    if (index >= SETTLED && at > freeAt && random.chance(0.03)) freeAt = at + between(random, STALL_MS)
    const isHeldUp = at < freeAt
    const incident = since > 40 && isHeldUp && random.chance(0.3) ? random.pick(incidents) : undefined
    since = incident ? 0 : since + 1
    if (incident) {
      stops.push(REASON_OF[incident])
      last = incident
    }
    if (incident === 'leap') away += 0.5
    const angle = phase + (2 * Math.PI * hertz * index * FRAME_MS) / 1000
    arrivesAt = Math.max(arrivesAt, freeAt, at + between(random, LATENCY_MS))
    frames.push({
      capturedAt: Math.floor(at),
      arrivesAt,
      position: incident === 'absence' ? null : [0.2 + away, 1.1, -0.3 + reach * Math.sin(angle)],
      quaternion: aroundAxis([0.3, 1, 0.2], turn * Math.sin(angle)),
      // A release is one frame long; after the others, and at first, the person lets go for three and presses again.
      pressed: incident !== 'release' && (last === 'release' || since < 3 || since > 5),
    })
  }
  return { frames, stops }
}

function handOf({ position, quaternion, pressed }: Frame): Float32Array | null {
  if (!position) return null
  const hand = new Float32Array(HAND_LENGTH)
  for (let joint = 0; joint < HAND_LENGTH; joint += 16) hand.set(poseMatrix(position, quaternion), joint)
  const [x, y, z] = position
  hand.set(poseMatrix([x + (pressed ? 0.005 : 0.05), y, z], quaternion), jointIndex('thumb-tip') * 16)
  return hand
}

/** How programs write it: ours in the server's clock, Vuer's in the headset's, which is hours and some percent off. */
const CLIENTS = {
  'our page': {
    wire: 1,
    write: (frame: Frame, index: number) => {
      const right = handOf(frame)
      const tracking = { left: 'absent', right: right ? 'tracked' : 'absent' }
      return {
        etype: 'HAND_MOVE',
        key: 'hands',
        seq: index,
        ts: frame.capturedAt,
        value: { left: null, right, tracking },
      }
    },
  },
  'a client of Vuer’s own': {
    wire: undefined,
    write: (frame: Frame) => {
      const ts = Math.floor(frame.capturedAt - 25_000_000 + (frame.capturedAt - START) * 1e-4)
      const right = handOf(frame)
      return { etype: 'HAND_MOVE', key: 'hands', ts, value: right ? { right: [...right] } : {} }
    },
  },
} as const

async function lead(who: keyof typeof CLIENTS, frames: readonly Frame[]) {
  let now = START
  const server = new MemoryServer({ now: () => now })
  const { wire, write } = CLIENTS[who]
  const client = server.connect().init(wire)
  const stops: StopReason[] = []
  const sentences: string[] = []
  const arm = superviseArm(client.session, {
    hand: 'right',
    engage: 'pinch',
    armPose: ARM,
    maxSpeed: Number.POSITIVE_INFINITY,
    maxTurnSpeed: Number.POSITIVE_INFINITY,
    trusted: ['tracked', 'unknown'],
    now: () => now,
    onStop: ({ reason, sentence }) => {
      stops.push(reason)
      sentences.push(sentence)
    },
  })
  let next = 0
  let mostAtOnce = 0
  for (; next < frames.length; now += 1) {
    const before = next
    // What arrives in one go is handled in one go: nothing else runs in between.
    for (; next < frames.length && frames[next]!.arrivesAt <= now; next += 1) {
      client.send(write(frames[next]!, next), wire === 1 ? 'vuer-xr' : 'vuer')
    }
    mostAtOnce = Math.max(mostAtOnce, next - before)
    await Promise.resolve()
    if (now % 10 === 0) arm.command()
  }
  const { pose, engaged } = arm.command()
  const result = { stops: [...stops], sentences: [...sentences], pose, engaged, mostAtOnce }
  arm[Symbol.dispose]()
  client.session.close()
  return result
}

/** Where the arm may have begun to follow: with the first frame that is pressed, or a later one that came with it. */
const engagedAt = (frames: readonly Frame[]): Frame[] =>
  frames.slice(5).filter(({ arrivesAt }) => Math.ceil(arrivesAt) === Math.ceil(frames[5]!.arrivesAt))

describe.each(Object.keys(CLIENTS) as (keyof typeof CLIENTS)[])('samples of %s that come in one go', (who) => {
  it('after pauses of the network are no jump, and no silence', async () => {
    const random = new SeededRandom()
    for (let run = 0; run < RUNS; run += 1) {
      const { frames } = record(random, [])
      const { stops, sentences, pose, engaged, mostAtOnce } = await lead(who, frames.slice(0, -3))
      expect({ stops, sentences, engaged, seed: random.seed }).toEqual({
        stops: [],
        sentences: [],
        engaged: true,
        seed: random.seed,
      })
      expect(mostAtOnce).toBeGreaterThan(5)
      const to = frames.at(-4)!
      const offBy = engagedAt(frames).map((from) => {
        const moved = [0, 1, 2].map((axis) => ARM.position[axis]! + to.position![axis]! - from.position![axis]!)
        const turned = new Quaternion(...to.quaternion).multiply(new Quaternion(...from.quaternion).invert())
        const metres = Math.max(...moved.map((place, axis) => Math.abs(place - pose.position[axis]!)))
        return Math.max(metres / 1e-4, new Quaternion(...pose.quaternion).angleTo(turned) / 1e-3)
      })
      expect(Math.min(...offBy), `seed ${random.seed}`).toBeLessThan(1)
    }
  })

  it('stop the arm by what any of them says: a release, a hand that is not seen, a leap', async () => {
    const random = new SeededRandom()
    const seen = new Set<StopReason>()
    for (let run = 0; run < RUNS; run += 1) {
      const { frames, stops: expected } = record(random, ['release', 'absence', 'leap'])
      const { stops } = await lead(who, frames)
      expect({ stops, seed: random.seed }).toEqual({ stops: expected, seed: random.seed })
      for (const reason of stops) seen.add(reason)
    }
    expect(seen).toEqual(new Set(['released', 'tracking-lost', 'jump']))
  })
})
