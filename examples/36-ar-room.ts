// The real room. Enter AR, point with the right hand or controller, and pinch or pull the trigger: a flag stays there.
import {
  AmbientLight,
  Anchor,
  Box,
  Clickable,
  Cylinder,
  DirectionalLight,
  HitTest,
  LightEstimation,
  Scene,
  Vuer,
  WebXRMesh,
  WebXRPlanes,
  XRSettings,
} from 'vuer-xr'

const app = new Vuer()

app.spawn(async (session) => {
  const lamps = [AmbientLight({ intensity: 1 }), DirectionalLight({ position: [1, 3, 2], intensity: 2 })]
  const target = Cylinder({ key: 'target', args: [0.04, 0.04, 0.01], materialType: 'basic', color: '#f79009' })
  const room = [
    WebXRMesh({ opacity: 0, occluder: true }),
    WebXRPlanes(),
    HitTest({ source: 'right' }, Clickable({ key: 'here' }, target)),
    LightEstimation({}, ...lamps),
    // Flags come later: what they need is asked for when the person enters.
    XRSettings({ features: ['anchors'] }),
  ]
  session.set(Scene({ grid: false, bgChildren: room }))

  let place: Float32Array | null = null
  session.spawnTask(async () => {
    for await (const { value } of session.events('HIT_TEST')) place = value.matrix
  })
  session.spawnTask(async () => {
    for await (const { value } of session.events('WEBXR_PLANES_UPDATE')) {
      console.log(`planes: ${value.planes.map(({ semanticLabel }) => semanticLabel ?? 'unnamed').join(', ')}`)
    }
  })
  session.spawnTask(async () => {
    for await (const { value } of session.events('FEATURE_MISSING')) console.log(value.message)
  })
  session.spawnTask(async () => {
    for await (const { key, value } of session.events('ANCHOR')) {
      const position = value.matrix && Array.from(value.matrix.slice(12, 15), (metres) => metres.toFixed(3))
      console.log(position ? `${key} is at ${position.join(', ')} m` : `${key} is lost`)
    }
  })

  let count = 0
  for await (const { value } of session.events('ON_CLICK')) {
    if (value.key !== 'here' || !place) continue
    count += 1
    const pole = Cylinder({ args: [0.006, 0.006, 0.3], position: [0, 0.15, 0], color: '#ffffff' })
    const cloth = Box({ args: [0.14, 0.09, 0.004], position: [0.075, 0.25, 0], color: '#e03131' })
    session.add(Anchor({ key: `flag-${count}`, matrix: place }, pole, cloth))
  }
})

await app.start()
