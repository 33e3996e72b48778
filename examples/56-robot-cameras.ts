// Cameras in the scene: one that sends what it sees, with its depth, and one that is shown at the edge of the page. Drag
// the axes to move the first one.
import {
  Box,
  CameraPreviewThumbs,
  CameraView,
  Cylinder,
  DefaultScene,
  Group,
  PerspectiveCamera,
  Sphere,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()

app.spawn(async (session) => {
  session.set(
    DefaultScene(
      { bgChildren: [CameraPreviewThumbs()] },
      Box({ key: 'table', args: [1.2, 0.05, 0.8], position: [0, 0.7, 0], color: '#8a6d4f' }),
      Group(
        { key: 'things', position: [0, 0.725, 0] },
        Sphere({ key: 'ball', args: [0.09], position: [-0.3, 0.09, 0.1], color: '#f97066' }),
        Cylinder({ key: 'can', args: [0.06, 0.06, 0.2, 32], position: [0.05, 0.1, -0.1], color: '#53b1fd' }),
        Box({ key: 'cube', args: [0.14, 0.14, 0.14], position: [0.32, 0.07, 0.12], color: '#32d583' }),
      ),
      CameraView({
        key: 'wrist',
        width: 320,
        height: 180,
        position: [-0.6, 1.3, 0.9],
        rotation: [-0.5, -0.5, -0.25],
        stream: 'frame',
        fps: 10,
        far: 3,
      }),
      PerspectiveCamera({ key: 'above', position: [0, 2.1, 0.01], lookAt: [0, 0.7, 0], fov: 45, previewDistance: 0.3 }),
    ),
  )
  session.spawnTask(async () => {
    for await (const { value } of session.events('CAMERA_VIEW')) {
      console.log(`wrist: ${value.frame.length} bytes of colour, ${value.depthFrame?.length} of depth`)
    }
  })
  for (let turn = 0; ; turn += 0.02) {
    session.update({ key: 'things', rotation: [0, turn, 0] })
    await session.sleep(1000 / 30)
  }
})

await app.start()
