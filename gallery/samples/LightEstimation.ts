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
      Sphere({ key: 'ball', args: [0.25], position: [0, 1, -1.2], material: { metalness: 1, roughness: 0.15 } }),
    ),
  )
}
