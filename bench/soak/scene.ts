import { Hands, ImageBackground, Instances, SceneStore, silentLogger, type VuerSession } from 'vuer-xr'
import type { Pictures } from '../images/pictures.ts'
import { motionAt, positionsAt } from '../stream/motion.ts'
import { boxesOf, emptyStage } from '../stream/ours.ts'

const BOXES = 100
const INSTANCES = 300
/** Every so many ticks the instances move and a picture comes; and every so many a node comes and one goes. */
const SLOW = 6
const COMING = 10
/** Nodes that come stay for so many ticks. */
const STAY = 300

/** What all clients see. */
export function sharedStore(): SceneStore {
  const store = new SceneStore({ logger: silentLogger })
  store.set(
    emptyStage(
      ...boxesOf(BOXES),
      Instances({ key: 'instances', primitive: 'Sphere', args: [0.1, 8, 6], positions: positionsAt(INSTANCES, 0) }),
    ),
  )
  return store
}

/** What belongs to the client with the headset. */
export function ownNodes(session: VuerSession): void {
  session.upsert([ImageBackground({ key: 'camera-picture' }), Hands({ key: 'hands', fps: 90 })], { to: 'bgChildren' })
}

/** One tick of everything that changes. */
export function move(store: SceneStore, session: VuerSession, pictures: Pictures, tick: number): void {
  void store.update(motionAt(BOXES, tick))
  if (tick % SLOW === 0) {
    void store.update({ key: 'instances', positions: positionsAt(INSTANCES, tick) })
    session.update({ key: 'camera-picture', src: pictures.at(0, tick) })
  }
  if (tick % COMING !== 0) return
  const [box] = boxesOf(1)
  void store.upsert({ ...box!, key: `passing-${tick}`, position: [(tick % 40) - 20, 10, 0] })
  if (tick >= STAY) void store.remove(`passing-${tick - STAY}`)
}
