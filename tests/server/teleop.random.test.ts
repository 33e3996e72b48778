import { Quaternion, Vector3 } from 'three'
import { expect, test } from 'vitest'
import { type ArmInput, type ArmPose, type StopReason, TeleoperatedArm, type Workspace } from 'vuer-xr'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { aroundAxis, poseMatrix } from '../support/pose.ts'

const RUNS = 60
const STEPS = 600
const SILENCE_MS = 250
/** Of rounding. */
const SLACK = 1e-9

type Triple = [number, number, number]
const distance = (a: ArmPose, b: ArmPose) => new Vector3(...a.position).distanceTo(new Vector3(...b.position))
/** The chord of two unit quaternions: an arc cosine would lose small angles. */
const angle = (a: ArmPose, b: ArmPose) => {
  const [p, q] = [new Quaternion(...a.quaternion), new Quaternion(...b.quaternion)]
  const sign = p.dot(q) < 0 ? -1 : 1
  const chord = Math.hypot(p.x - sign * q.x, p.y - sign * q.y, p.z - sign * q.z, p.w - sign * q.w)
  return 4 * Math.asin(Math.min(1, chord / 2))
}

const WORKSPACES: readonly (Workspace | undefined)[] = [
  undefined,
  { min: [0.2, -0.2, 0.1], max: [0.6, 0.2, 0.5] },
  { center: [0.4, 0, 0.3], radius: 0.2 },
  { center: [0.4, 0, 0.3], radius: 0.1, leaving: 'stop' },
  ({ position }) => position[2] > 0.25,
]
const isInside = (workspace: Workspace | undefined, pose: ArmPose): boolean => {
  if (!workspace) return true
  if (typeof workspace === 'function') return workspace(pose)
  if ('radius' in workspace) {
    return new Vector3(...pose.position).distanceTo(new Vector3(...workspace.center)) <= workspace.radius + 1e-5
  }
  return pose.position.every((value, at) => value >= workspace.min[at]! && value <= workspace.max[at]!)
}

/** Does at random what persons, trackers, networks and scripts do, and knows which samples are good. */
class Chaos {
  readonly random: SeededRandom
  now = 1_800_000_000_000
  #hand: Triple = [0.2, 1.1, -0.3]
  #degrees = 0
  #pressed = false
  #lastGoodAt = Number.NEGATIVE_INFINITY
  /** Released was seen, and nothing bad since: only then may a press engage the arm. */
  releaseSeen = false

  constructor(random: SeededRandom) {
    this.random = random
  }

  get silent(): boolean {
    return this.now - this.#lastGoodAt > SILENCE_MS
  }

  wander(): void {
    const { random } = this
    this.#hand = this.#hand.map((value) => value + (random.next() - 0.5) * 0.02) as Triple
    this.#degrees += (random.next() - 0.5) * 6
    if (random.chance(0.04)) this.#pressed = !this.#pressed
  }

  /** What a good frame has; `begins` if it may engage the arm. */
  good(): ArmInput {
    this.wander()
    if (this.silent) this.releaseSeen = false
    this.#lastGoodAt = this.now
    return {
      matrix: poseMatrix(this.#hand, aroundAxis([0.3, 1, 0.2], this.#degrees)),
      tracking: 'tracked',
      capturedAt: this.now,
      engage: this.#pressed,
    }
  }

  noteEngage(input: ArmInput): void {
    if (input.engage === false) this.releaseSeen = true
  }

  bad(): ArmInput {
    const { random } = this
    const sample = this.good()
    this.broken()
    const matrix = [...(sample.matrix as number[])]
    return random.pick<() => ArmInput>([
      () => ({ ...sample, matrix: null, tracking: 'absent' }),
      () => ({ ...sample, tracking: random.pick(['absent', 'emulated', 'unknown'] as const) }),
      () => ({ ...sample, matrix: matrix.with(random.below(16), random.pick([Number.NaN, Infinity, 1e30, -5])) }),
      () => ({ ...sample, matrix: poseMatrix([0, 0, 0], [0, 0, 0, 1]) }),
      () => ({ ...sample, matrix: new Float32Array(random.below(40)) }),
      () => ({ ...sample, engage: Number.NaN }),
    ])()
  }

  /** The hand is somewhere else at once, and stays there. After a break that is as good a place as any. */
  leap(): { input: ArmInput; isGood: boolean } {
    const isGood = this.silent
    this.#hand = this.#hand.map((value) => value + 1 + this.random.next()) as Triple
    const input = this.good()
    if (!isGood) this.releaseSeen = false
    return { input, isGood }
  }

  broken(): void {
    this.releaseSeen = false
    this.#lastGoodAt = Number.NEGATIVE_INFINITY
  }

  turnHand(): void {
    this.#hand = [0.2, 1.1, -0.3]
    this.broken()
  }
}

test('whatever comes in, the arm never moves unless it is engaged, never faster than its limits, and is never engaged but on purpose', () => {
  const random = new SeededRandom()
  const reasons = new Map<StopReason, number>()
  let engagements = 0
  let moved = 0
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const chaos = new Chaos(random)
      const workspace = random.pick(WORKSPACES)
      const maxSpeed = random.pick([0.05, 0.25, 1])
      const maxTurnSpeed = random.pick([0.2, 1, 4])
      const arm = new TeleoperatedArm({
        armPose: { position: [0.4, 0, 0.3], quaternion: [0, 0, 0, 1] },
        maxSpeed,
        maxTurnSpeed,
        silenceMs: SILENCE_MS,
        positionScale: random.pick([0.5, 1, 4]),
        robotFromWorld: aroundAxis([1, 2, 3], random.below(360)),
        ...(workspace && { workspace }),
        onStop: ({ reason }) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1),
      })
      let before = arm.command(chaos.now)
      let beforeAt = chaos.now
      for (let step = 0; step < STEPS; step += 1) {
        chaos.now += random.pick([1, 5, 11, 11, 14, 33])
        const silent = chaos.silent
        let sample: ArmInput | undefined
        const roll = random.next()
        if (roll < 0.9) {
          sample = chaos.good()
          arm.take(sample, chaos.now)
        } else if (roll < 0.92) arm.take(chaos.bad(), chaos.now)
        else if (roll < 0.925) {
          const { input, isGood } = chaos.leap()
          if (isGood) sample = input
          arm.take(input, chaos.now)
        } else if (roll < 0.935) chaos.now += random.below(1200)
        else if (roll < 0.94) {
          arm.hold('disconnected', 'cut')
          chaos.turnHand()
        } else if (roll < 0.943) {
          arm.stop()
          chaos.broken()
        } else if (roll < 0.98) arm.reset()
        else if (roll < 0.982) {
          chaos.now -= 10_000
          chaos.broken()
        }
        const command = arm.command(chaos.now)
        const seconds = Math.max(0, chaos.now - beforeAt) / 1000
        const metres = distance(before.pose, command.pose)
        if (!(metres <= maxSpeed * seconds + SLACK)) throw new Error(`${metres} m in ${seconds} s`)
        const radians = angle(before.pose, command.pose)
        if (!(radians <= maxTurnSpeed * seconds + SLACK)) throw new Error(`${radians} rad in ${seconds} s`)
        if (!command.engaged && command.pose !== before.pose) throw new Error('it moved and is not engaged')
        if (!before.engaged && metres + radians > SLACK) throw new Error('it jumped when it was engaged')
        if (!isInside(workspace, command.pose)) throw new Error('it left its workspace')
        if (command.engaged && chaos.silent) throw new Error('it is engaged and nobody leads it')
        if (command.engaged && !before.engaged) {
          engagements += 1
          if (sample?.engage !== true || !chaos.releaseSeen || silent) throw new Error('nobody engaged it')
        }
        if (command.engaged && command.reason !== null) throw new Error('it is engaged and says why it is not')
        if (sample) chaos.noteEngage(sample)
        if (command.engaged && sample) chaos.releaseSeen = false
        moved += metres
        before = command
        beforeAt = chaos.now
      }
    }
  } catch (error) {
    throw new Error(`failed with SEED=${random.seed}: ${(error as Error).message}`, { cause: error })
  }
  expect(engagements).toBeGreaterThan(RUNS)
  expect(moved).toBeGreaterThan(RUNS / 20)
  const expected: StopReason[] = ['released', 'silent', 'tracking-lost', 'jump', 'not-a-pose', 'disconnected']
  for (const reason of [...expected, 'out-of-reach', 'stopped-by-script'] as const) {
    expect(reasons.get(reason), `${reason}, SEED=${random.seed}`).toBeGreaterThan(0)
  }
})
