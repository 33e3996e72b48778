// Plain tags of three.js: what is drawn wears the geometry and the material among its children, which change by key.
import {
  boxGeometry,
  DefaultScene,
  directionalLight,
  lineBasicMaterial,
  lineSegments,
  mesh,
  meshPhysicalMaterial,
  meshStandardMaterial,
  points,
  pointsMaterial,
  sphereGeometry,
  sprite,
  spriteMaterial,
  torusKnotGeometry,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const knot = (key: string) => torusKnotGeometry({ key, args: [0.3, 0.09, 160, 20] })

app.spawn(async (session) => {
  session.set(
    DefaultScene(
      {},
      directionalLight({ key: 'sun', position: [2, 4, 3], intensity: 2 }),
      mesh(
        { key: 'box', position: [-1.5, 0.8, 0] },
        boxGeometry({ key: 'box-shape', args: [0.5, 0.5, 0.5] }),
        meshStandardMaterial({ key: 'box-paint', color: '#f04438', roughness: 0.4 }),
      ),
      mesh(
        { key: 'glass', position: [-0.5, 0.8, 0] },
        sphereGeometry({ key: 'glass-shape', args: [0.35, 64, 32] }),
        meshPhysicalMaterial({ key: 'glass-paint', color: '#2e90fa', clearcoat: 1, roughness: 0.2 }),
      ),
      points({ key: 'dots', position: [0.5, 0.8, 0] }, knot('a'), pointsMaterial({ color: '#fdb022', size: 0.01 })),
      lineSegments({ key: 'wires', position: [1.5, 0.8, 0] }, knot('b'), lineBasicMaterial({ color: '#12b76a' })),
      sprite({ key: 'moon', position: [0, 1.8, -1], scale: 0.3 }, spriteMaterial({ color: '#eaecf0' })),
    ),
  )
  for (let frame = 0; ; frame++) {
    const turn = frame / 60
    session.update([
      { key: 'box', rotation: [0, turn, 0] },
      { key: 'dots', rotation: [0, turn / 2, 0] },
      { key: 'wires', rotation: [turn / 3, 0, 0] },
    ])
    if (frame % 60 === 0) session.update({ key: 'box-paint', color: `hsl(${frame % 360}, 80%, 55%)` })
    await session.sleep(1000 / 60)
  }
})

await app.start()
