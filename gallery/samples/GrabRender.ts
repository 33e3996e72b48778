import { Box, GrabRender, Image, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 0.9, 1.7], grid: false },
      GrabRender({ key: 'photo' }),
      Sphere({ key: 'ball', args: [0.35], position: [-0.5, 0, 0], color: '#f97066' }),
      Box({ key: 'frame', args: [0.88, 0.68, 0.04], position: [0.45, 0.1, -0.03], color: '#f2f4f7' }),
    ),
  )
  // What the page shows, as a picture, hung into the scene.
  const { frame } = await session.grabRender({ key: 'photo', format: 'png' }, { ttlMs: 20_000 })
  session.add(Image({ key: 'picture', src: frame, position: [0.45, 0.1, 0], height: 0.6, aspect: 4 / 3 }))
}
