import { setTimeout as delay } from 'node:timers/promises'
import { quantile } from '../support/statistics.ts'
import { clock } from '../uplink/Sender.ts'
import { type Moving, Stage } from './Stage.ts'

const POSE_MS = 1000 / 90
/** Between two cuts at least this long, and at most as long again. */
const REST_MS = 300

export interface Fault {
  /** For how long there is no network. All times count from its return. */
  readonly awayMs?: number
  /** False: the server goes on believing in its end. */
  readonly tellServer?: boolean
}

/** A client whose wire is cut while the scene moves and poses go up. */
export async function cuts(certsFolder: string, count: number, moving: Moving, fault: Fault) {
  const { awayMs = 0, tellServer = true } = fault
  await using stage = await Stage.open(certsFolder, moving)
  using client = stage.client()
  const connected = client.connect()
  await stage.newest(client, -1)
  await connected
  const { sessionId } = client
  let poses = 0
  const timer = setInterval(() => client.send(poseNumber(++poses)), POSE_MS)

  const figures = { scene: [] as number[], pose: [] as number[], waited: [] as number[], mended: [] as number[] }
  const bytes: number[] = []
  for (let n = 0; n < count; n++) {
    await delay(REST_MS * (1 + Math.random()))
    if (awayMs === 0) stage.wire.cut({ tellServer })
    else {
      stage.wire.down()
      await delay(awayMs)
      stage.wire.up()
    }
    const returnedAt = clock()
    const pose = stage.pose(poses)
    const at = await stage.newest(client, stage.tick)
    if (client.sessionId !== sessionId) throw new Error('the session was not resumed')
    const passage = stage.wire.newest!
    figures.scene.push(at - returnedAt)
    figures.waited.push(passage.since - returnedAt)
    figures.mended.push(at - passage.since)
    bytes.push(passage.bytes)
    figures.pose.push((await pose) - returnedAt)
  }
  clearInterval(timer)
  const { scene, pose, waited, mended } = figures
  return {
    scene: quantile(scene, 0.5),
    sceneLate: quantile(scene, 0.99),
    pose: quantile(pose, 0.5),
    poseLate: quantile(pose, 0.99),
    waited: quantile(waited, 0.5),
    mended: quantile(mended, 0.5),
    mendedLate: quantile(mended, 0.99),
    bytes: quantile(bytes, 0.5),
  }
}

const poseNumber = (number: number) => ({
  etype: 'HEAD_MOVE',
  value: { matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, number, 1.6, 0, 1], tracking: 'tracked' },
})
