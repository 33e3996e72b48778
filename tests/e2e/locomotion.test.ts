import { Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import { Box, chain, Head, Locomotion, MotionControllers, Movable, type PoseFrame, superviseArm } from 'vuer-xr'
import { describeDifference, InteractionStage } from '../support/browser/interactionStage.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { AHEAD, at, inverse, type Quad, times } from '../support/matrices.ts'
import { aroundAxis } from '../support/pose.ts'

const openPage = sharedBrowser()

/** Drawn by software, beside other tests: what comes, comes late. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 })
const PATIENT = { maxAgeMs: 60_000 }
const EYES = 1.6

const matrixOf = (numbers: ArrayLike<number>) => new Matrix4().fromArray(Array.from(numbers))
const placeOf = (matrix: Matrix4) => new Vector3().setFromMatrixPosition(matrix)
const red = (r: number, g: number, b: number) => r > 150 && g < 90 && b < 90

/** A person who may go through a scene with a red box ahead; where their head is in the room and in the scene. */
async function openWalk(extra: Parameters<typeof InteractionStage.open>[1]['nodes'] = []) {
  const stage = await InteractionStage.open(openPage, {
    scene: { grid: true, bgChildren: [Head({ fps: 90 }), MotionControllers({ fps: 90 })] },
    nodes: [
      Locomotion(),
      Box({ key: 'red', args: [0.5, 2, 0.5], position: [0, 1, -6], color: '#ff2020', materialType: 'basic' }),
      ...extra,
    ],
  })
  /** Heads in the room as they were told, since the test began to walk. */
  const heads: ArrayLike<number>[] = []
  let latest: PoseFrame | undefined
  stage.session.spawnTask(async () => {
    for await (const { value } of stage.session.events('HEAD_MOVE')) if (value.matrix) heads.push(value.matrix)
  })
  stage.session.spawnTask(async () => {
    for await (const frame of stage.session.poses(PATIENT)) latest = frame
  })
  /** The head in the scene, by what a script computes from combined poses. */
  const head = (): Matrix4 | undefined => {
    const pose = latest?.head.pose
    return pose ? matrixOf(chain(latest!.origin, pose).matrix) : undefined
  }
  const headIs = (expected: Matrix4) =>
    eventually(() => describeDifference(head()?.elements, expected.elements)).toBe('the same')
  /** The box as both eyes see it; the middle of the page is straight ahead. */
  const reddish = async (name: string) => (await stage.look(name)).centroid(red)
  return { stage, heads, head, headIs, reddish }
}

describe('with the sticks', () => {
  it('a person goes where the head looks and turns about themselves; told in the room, they stand, and no arm moves', async () => {
    const walk = await openWalk()
    await using stage = walk.stage
    const inRoom = at([0.3, EYES, 0.4], aroundAxis([0, 1, 0], 30))
    await stage.headset.setHead([0.3, EYES, 0.4], aroundAxis([0, 1, 0], 30))
    await stage.moveController('right', at([0.2, 1.2, 0]))
    await stage.moveController('left', at([-0.2, 1.2, 0]))
    await walk.headIs(inRoom)
    const stops: string[] = []
    using arm = superviseArm(stage.session, {
      hand: 'right',
      engage: 'squeeze',
      armPose: { position: [0, 1, -1], quaternion: [0, 0, 0, 1] },
      silenceMs: 10_000,
      onStop: ({ reason }) => stops.push(reason),
    })
    const armPose = arm.command().pose
    await eventually(() => arm.status.obstacle).toBe(null)
    await stage.press('right', 'squeeze', 1)
    await eventually(() => arm.status.state).toBe('engaged')
    const before = await walk.reddish('walk-before')
    walk.heads.length = 0

    await stage.headset.pushStick('left', 0, -1)
    await eventually(() => stage.origins.at(-1)?.matrix[14] ?? 0).toBeLessThan(-0.8)
    await stage.headset.pushStick('left', 0, 0)
    await stage.headset.frames(5)
    // The last of them is where it ends: the script is told once more.
    await eventually(() => describeDifference(walk.head()?.elements, times(lastOrigin(), inRoom).elements)).toBe(
      'the same',
    )
    const gone = placeOf(lastOrigin())
    const ahead = new Vector3(-0.5, 0, -Math.sqrt(3) / 2)
    expect(gone.clone().normalize().distanceTo(ahead)).toBeLessThan(0.001)
    expect(new Set(stage.origins.map(({ reason }) => reason))).toEqual(new Set(['move']))
    expect(walk.heads.length).toBeGreaterThan(5)
    for (const head of walk.heads) expect(describeDifference(head, inRoom.elements)).toBe('the same')

    // The arm was held when the walk began, where it was; nothing of the way was the arm's.
    expect(stops).toEqual(['jump'])
    expect(arm.command()).toMatchObject({ pose: armPose, engaged: false, reason: 'jump' })

    // A flick to the right turns by 45 degrees about the head.
    await stage.press('right', 'squeeze', 0)
    const standing = walk.head()!
    const place = placeOf(standing)
    await stage.headset.pushStick('right', 1, 0)
    await stage.headset.frames(10)
    await stage.headset.pushStick('right', 0, 0)
    await stage.headset.frames(3)
    const turn = times(at(place.toArray()), at([0, 0, 0], aroundAxis([0, 1, 0], -45)), at(place.negate().toArray()))
    await walk.headIs(times(turn, standing))
    expect(stage.origins.at(-1)!.reason).toBe('turn')
    // 30 degrees to the left, and then 45 to the right: the box is on the other side.
    const middle = stage.page.viewportSize()!.width / 2
    expect(before.x).toBeGreaterThan(middle + 40)
    await eventually(async () => (await walk.reddish('walk-after')).x).toBeLessThan(middle - 20)

    // A new session begins where the room is.
    await stage.leave()
    await eventually(() => stage.origins.at(-1)?.reason).toBe('session')
    expect(describeDifference(stage.origins.at(-1)!.matrix, at([0, 0, 0]).elements)).toBe('the same')

    function lastOrigin(): Matrix4 {
      return matrixOf(stage.origins.at(-1)!.matrix)
    }
  }, 90_000)

  it('a person lands where the arc ends, and takes things there; what is held keeps them in place', async () => {
    const walk = await openWalk([
      Movable({ key: 'part', position: [0.2, 1.4, -4.5], showFrame: false }, Box({ key: 'b', args: [0.2, 0.2, 0.2] })),
    ])
    await using stage = walk.stage
    const inRoom = at([0.1, EYES, 0.4])
    await stage.headset.setHead([0.1, EYES, 0.4], AHEAD)
    const ray = at([0.2, 1.2, -0.2])
    await stage.moveController('right', ray)
    await walk.headIs(inRoom)
    walk.heads.length = 0
    await stage.headset.pushStick('right', 0, -1)
    await stage.headset.frames(5)
    const before = await walk.reddish('teleport-aiming')
    expect(stage.origins).toEqual([])
    await stage.headset.pushStick('right', 0, 0)
    // Thrown level at 7 m/s from 1.2 m: it falls for so long.
    const seconds = Math.sqrt((2 * 1.2) / 9.81)
    const landed = at([0.2, EYES, -0.2 - 7 * seconds])
    await walk.headIs(landed)
    expect(stage.origins.map(({ reason }) => reason)).toEqual(['teleport'])
    expect(walk.heads.every((head) => describeDifference(head, inRoom.elements) === 'the same')).toBe(true)
    await eventually(async () => (await walk.reddish('teleport-landed')).count).toBeGreaterThan(before.count * 2)

    // The hand is there too: it takes what is near the landing, and it is where the hand has it in the scene.
    const origin = matrixOf(stage.origins[0]!.matrix)
    const aimed = at([0.2, 1.4, 0]).setPosition(0.2 - origin.elements[12]!, 1.4, 0.3)
    await stage.moveController('right', aimed)
    await stage.press('right', 'trigger', 1)
    const to = at([0.3, 1.5, 0.2], aroundAxis([0, 1, 0], 20))
    await stage.moveController('right', to)
    const [from, there] = [times(origin, aimed), times(origin, to)]
    const moved = times(there, inverse(from), at([0.2, 1.4, -4.5]))
    await stage.isAt('part', moved)

    // While it is held, sticks do nothing.
    await stage.moveController('left', at([-0.3, 1.2, 0]))
    await stage.headset.pushStick('left', 0, -1)
    await stage.headset.frames(10)
    expect(stage.origins).toHaveLength(1)
    expect(stage.ends).toEqual([])
    await stage.press('right', 'trigger', 0)
    expect(await stage.nextEnd(0)).toMatchObject({ key: 'part', reason: 'released' })
    await eventually(() => stage.origins.at(-1)?.reason).toBe('move')
    await stage.headset.pushStick('left', 0, 0)
    await stage.leave()
  }, 90_000)
})

describe('recentring', () => {
  it('brings the person where the script says, and opens their hands; the headset’s own is told and undoes it', async () => {
    const walk = await openWalk([
      Movable({ key: 'part', position: [0.2, 1.4, -0.5], showFrame: false }, Box({ key: 'b', args: [0.2, 0.2, 0.2] })),
    ])
    await using stage = walk.stage
    // Looks down and to the left, and stands beside the middle of the room.
    const look = times(at([0.5, EYES, 0.3], aroundAxis([0, 1, 0], 40)), at([0, 0, 0], aroundAxis([1, 0, 0], -20)))
    await stage.headset.setHead([0.5, EYES, 0.3], quaternionOf(look))
    await stage.moveController('right', at([0.2, 1.4, 0]))
    await stage.press('right', 'trigger', 1)
    await stage.moveController('right', at([0.3, 1.4, 0]))
    await stage.isAt('part', at([0.3, 1.4, -0.5]))

    stage.session.recenter({ position: [2, 0, -3], heading: Math.PI / 2 })
    // Over the floor it looks to the left, and still down.
    const there = times(at([2, EYES, -3], aroundAxis([0, 1, 0], 90)), at([0, 0, 0], aroundAxis([1, 0, 0], -20)))
    await walk.headIs(there)
    expect(stage.origins.map(({ reason }) => reason)).toEqual(['recenter'])
    expect(await stage.nextEnd(0)).toMatchObject({ key: 'part', reason: 'origin', hands: ['right'] })
    await stage.isAt('part', at([0.3, 1.4, -0.5]))
    await stage.look('recentred')

    stage.session.send({ etype: 'RECENTER', data: { position: [1, 2] } })
    await eventually(() => stage.notes()).toContain('RECENTER: data.position')
    stage.session.recenter()
    await walk.headIs(times(at([0, EYES, 0]), at([0, 0, 0], aroundAxis([1, 0, 0], -20))))
    await eventually(() => stage.notes()).toBe('')

    // The menu button of the headset: another place in the room counts, and the scene is where it was written again.
    await stage.headset.recenter()
    await eventually(() => stage.origins.at(-1)?.reason).toBe('reset')
    expect(describeDifference(stage.origins.at(-1)!.matrix, at([0, 0, 0]).elements)).toBe('the same')
    await eventually(() => walk.head() && Math.round(walk.head()!.elements[12]! * 1000)).toBe(0)
    const isMoved = stage.session.till('HEAD_MOVE')
    expect((await isMoved).value).not.toHaveProperty('origin')
    await stage.leave()
  }, 90_000)
})

function quaternionOf(pose: Matrix4): Quad {
  const { x, y, z, w } = new Quaternion().setFromRotationMatrix(pose)
  return [x, y, z, w]
}
