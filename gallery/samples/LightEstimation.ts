import { DirectionalLight, LightEstimation, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {
        grid: false,
        // Lit as the room is lit; the lamp inside shines while there is no estimate.
        bgChildren: [
          LightEstimation({ key: 'light' }, DirectionalLight({ key: 'lamp', position: [1, 3, 2], intensity: 2 })),
        ],
      },
      Sphere({ key: 'ball', args: [0.6], position: [0, 0.8, 0], material: { color: '#f2f4f7', roughness: 0.3 } }),
    ),
  )
}
