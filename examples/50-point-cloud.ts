// A point cloud of 100,000 points that moves at 30 Hz, a mesh of triangles with colours, and 400 boxes of one node.
import { Instances, PerspectiveCamera, PointCloud, Scene, TriMesh, Vuer } from 'vuer-xr'

const SIDE = 316
const vertices = new Float32Array(SIDE * SIDE * 3)
const colors = new Uint8Array(SIDE * SIDE * 3)

/** Hills that wander, coloured by their height. */
function paintHills(seconds: number) {
  for (let index = 0; index < SIDE * SIDE; index++) {
    const x = ((index % SIDE) / SIDE - 0.5) * 3
    const z = (Math.floor(index / SIDE) / SIDE - 0.5) * 3
    const y = 0.18 * Math.sin(3 * x + seconds) * Math.cos(2.5 * z - 0.7 * seconds) + 0.05 * Math.sin(9 * (x + z))
    vertices.set([x, y + 0.35, z], 3 * index)
    const height = (y + 0.23) / 0.46
    colors.set([40 + 200 * height, 90 + 90 * Math.sin(Math.PI * height), 220 - 180 * height], 3 * index)
  }
}

const swarmColors = Float32Array.from({ length: 3 * 400 }, (_, at) => 0.55 + 0.45 * Math.sin(at * 0.012 + (at % 3) * 2))

const app = new Vuer()

app.addHandler('ON_CLICK', ({ value }) => console.log(`${value.key} ${value.index ?? ''}`))

app.spawn(async (session) => {
  session.set(
    Scene(
      {},
      PointCloud({ key: 'hills', size: 0.008 }),
      TriMesh({
        key: 'roof',
        vertices: [
          [-0.5, 0, -0.5],
          [0.5, 0, -0.5],
          [0.5, 0, 0.5],
          [-0.5, 0, 0.5],
          [0, 0.5, 0],
        ],
        faces: [
          [0, 4, 1],
          [1, 4, 2],
          [2, 4, 3],
          [3, 4, 0],
        ],
        colors: [
          [1, 0.3, 0.2],
          [1, 0.8, 0.2],
          [0.3, 0.8, 0.4],
          [0.2, 0.5, 1],
          [1, 1, 1],
        ],
        position: [0, 0.9, 0],
        scale: 0.6,
      }),
      Instances({ key: 'swarm', args: [0.03, 0.03, 0.03], colors: swarmColors }),
      PerspectiveCamera({ makeDefault: true, position: [2.1, 1.6, 2.6], lookAt: [0, 0.45, 0] }),
    ),
  )
  for (let seconds = 0; !session.signal.aborted; seconds += 1 / 30) {
    paintHills(seconds)
    const positions = Float32Array.from({ length: 3 * 400 }, (_, at) => {
      const index = Math.floor(at / 3)
      const turn = (index % 200) * 0.06 + 0.5 * seconds + (index < 200 ? 0 : Math.PI)
      return [0.55 * Math.cos(turn), 0.75 + (index % 200) / 260, 0.55 * Math.sin(turn)][at % 3]!
    })
    session.update([PointCloud.patch({ key: 'hills', vertices, colors }), Instances.patch({ key: 'swarm', positions })])
    await session.sleep(33)
  }
})

await app.start()
