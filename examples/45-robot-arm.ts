// A robot from a URDF file: its joints are set 60 times a second, and one finger follows the other by itself.
import { Box, OrbitControls, PerspectiveCamera, Scene, Urdf, Vuer } from 'vuer-xr'

const app = new Vuer({ staticRoot: 'examples/assets' })

app.spawn(async (session) => {
  const camera = PerspectiveCamera({
    key: 'view',
    makeDefault: true,
    position: [1.1, 0.8, 1.2],
    lookAt: [0.15, 0.4, 0],
  })
  session.set(
    Scene(
      { bgChildren: [camera, OrbitControls({ key: 'orbit', target: [0.15, 0.4, 0] })] },
      // The robot’s z is up, the scene’s y.
      Urdf({ key: 'arm', src: '/static/arm/urdf/arm.urdf', rotation: [-Math.PI / 2, 0, 0] }),
      Box({ key: 'table', args: [0.9, 0.04, 0.9], position: [0.15, -0.02, 0], color: '#3b4252' }),
    ),
  )
  await session.till('LOAD')
  console.log('the arm is there')

  const startedAt = performance.now()
  while (!session.signal.aborted) {
    const seconds = (performance.now() - startedAt) / 1000
    const swing = (amplitude: number, period: number) => amplitude * Math.sin((2 * Math.PI * seconds) / period)
    session.update({
      key: 'arm',
      jointValues: {
        pan: swing(0.9, 9),
        lift: 0.35 + swing(0.35, 6),
        elbow: 1.35 + swing(0.4, 6),
        wrist_pitch: 1.2 - swing(0.5, 6),
        wrist_yaw: swing(0.5, 7),
        wrist_roll: swing(1.5, 8),
        grip: 0.02 + swing(0.02, 2),
      },
    })
    await session.sleep(1000 / 60)
  }
})

await app.start()
