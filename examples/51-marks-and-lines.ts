// Marks and lines for a robot: frames, a gripper that opens, its path, a bounding box, what its camera sees.
import {
  Arrow,
  BoundingBox,
  Box,
  CatmullRomLine,
  CoordsMarker,
  Frustum,
  Gripper,
  Group,
  Line,
  PerspectiveCamera,
  Scene,
  SkeletalGripper,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const DOWN = [Math.PI / 2, 0, 0]
const plan = [
  [-0.6, 0.25, 0.3],
  [-0.45, 0.75, 0.1],
  [0, 0.8, -0.1],
  [0.35, 0.6, 0],
  [0.4, 0.34, 0.1],
]

app.spawn(async (session) => {
  session.set(
    Scene(
      {},
      CoordsMarker({ key: 'base', scale: 0.3 }),
      Box({ key: 'part', args: [0.06, 0.06, 0.06], position: [0.4, 0.31, 0.1], color: '#4cc2ff' }),
      Box({ key: 'table', args: [0.5, 0.02, 0.5], position: [0.4, 0.27, 0.1], color: '#3a3f47' }),
      BoundingBox({ key: 'bounds', min: [0.35, 0.28, 0.05], max: [0.45, 0.36, 0.15], color: '#46ffa0' }),
      CatmullRomLine({
        key: 'plan',
        points: plan,
        lineWidth: 4,
        vertexColors: [
          [0.2, 0.6, 1],
          [1, 0.4, 0.8],
        ],
      }),
      Line({
        key: 'goal',
        points: [
          [0.4, 0.36, 0.1],
          [0.4, 0.8, 0.1],
        ],
        dashed: true,
        dashSize: 0.03,
        gapSize: 0.02,
        lineWidth: 2,
      }),
      Gripper({ key: 'gripper', axes: true, scale: 1.6 }),
      SkeletalGripper({
        key: 'goal-gripper',
        position: [0.4, 0.36, 0.1],
        rotation: DOWN,
        color: '#46ffa0',
        scale: 1.6,
      }),
      Arrow({ key: 'force', color: '#ff5f7a', headScale: 0.6 }),
      Group(
        { key: 'camera', position: [-0.7, 1.05, -0.4], rotation: [0.3, -2.2, 0] },
        Frustum({ key: 'view', fov: 42, near: 0.06, far: 0.32 }),
      ),
      PerspectiveCamera({ makeDefault: true, position: [0.35, 1.05, 1.75], lookAt: [-0.05, 0.5, 0] }),
    ),
  )
  for (let seconds = 0; !session.signal.aborted; seconds += 1 / 30) {
    const along = (1 - Math.cos(seconds * 0.8)) / 2
    const step = Math.min(Math.floor(along * 4), 3)
    const [from, to] = [plan[step]!, plan[step + 1]!]
    const position = from.map((value, axis) => value + (to[axis]! - value) * (along * 4 - step))
    session.update([
      Gripper.patch({ key: 'gripper', position, rotation: DOWN, pinchWidth: 0.02 + 0.03 * (1 - along) }),
      Arrow.patch({ key: 'force', position, direction: [0.25 * Math.sin(seconds), 0.1, 0.25 * Math.cos(seconds)] }),
    ])
    await session.sleep(33)
  }
})

await app.start()
