// Every light over the same things, one after the other, each with the lines that show where it shines.
import {
  AmbientLight,
  AmbientLightStage,
  Box,
  DefaultScene,
  DirectionalLight,
  Group,
  HemisphereLight,
  HemisphereLightStage,
  type NodeData,
  Plane,
  PointLight,
  RectAreaLight,
  RoundedBox,
  Sphere,
  SpotLight,
  Stage,
  Torus,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const shown = { helper: true, castShadow: true }
/** So that what a lamp does not reach is not lost in the dark. */
const dusk = AmbientLight({ key: 'dusk', intensity: 0.25 })
const things = [
  RoundedBox({ key: 'box', args: [0.5, 0.5, 0.5], position: [-0.7, 0.25, 0], color: '#e8735a', castShadow: true }),
  Sphere({ key: 'ball', args: [0.28], position: [0, 0.28, 0.2], color: '#5a8fe8', castShadow: true }),
  Torus({ key: 'ring', args: [0.22, 0.07, 24, 64], position: [0.7, 0.29, 0], color: '#f5c518', castShadow: true }),
].map((thing) => ({ ...thing, receiveShadow: true }))
const floor = Plane({
  key: 'floor',
  args: [8, 8],
  rotation: [-Math.PI / 2, 0, 0],
  color: '#9aa3b2',
  receiveShadow: true,
})

const lights: Record<string, NodeData[]> = {
  SpotLight: [
    SpotLight({ ...shown, position: [1, 2, 1], intensity: 40, distance: 3, angle: 0.5, penumbra: 0.4 }),
    dusk,
  ],
  PointLight: [PointLight({ ...shown, position: [0.2, 1.1, 0.7], intensity: 6, showSphere: true, radius: 0.05 }), dusk],
  DirectionalLight: [DirectionalLight({ ...shown, position: [1, 2, 1], intensity: 3 })],
  RectAreaLight: [RectAreaLight({ helper: true, position: [0, 1, 1.4], width: 1.5, height: 0.5, intensity: 8 })],
  HemisphereLight: [HemisphereLight({ helper: true, skyColor: '#9cc9ff', groundColor: '#8a5a2b', intensity: 3 })],
  AmbientLight: [AmbientLight({ intensity: 2 })],
  HemisphereLightStage: [HemisphereLightStage()],
  AmbientLightStage: [AmbientLightStage()],
}

app.spawn(async (session) => {
  for (;;) {
    for (const [name, light] of Object.entries(lights)) {
      session.set(DefaultScene({ bgChildren: [Group({ key: 'light-stage' }, ...light)] }, floor, ...things))
      console.log(name)
      await session.sleep(3000)
    }
    const onStage = Stage({ key: 'stage', preset: 'soft', intensity: 1 }, ...things, Box({ args: [2, 0.02, 1] }))
    session.set(DefaultScene({ bgChildren: [Group({ key: 'light-stage' })] }, onStage))
    console.log('Stage')
    await session.sleep(3000)
  }
})

await app.start()
