import { AmbientLight, Plane, RectAreaLight, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.8, 1.6], grid: false },
      RectAreaLight({ key: 'panel', position: [-0.9, 0.2, 0], width: 1, height: 0.8, intensity: 7, helper: true }),
      AmbientLight({ intensity: 0.3 }),
      Sphere({
        key: 'ball',
        args: [0.3, 48, 32],
        position: [0.1, -0.2, 0],
        color: '#5a8fe8',
        material: { roughness: 0.2 },
      }),
      Plane({
        key: 'floor',
        args: [5, 5],
        position: [0, -0.5, 0],
        rotation: [-Math.PI / 2, 0, 0],
        material: { color: '#9aa3b2', roughness: 0.25 },
      }),
    ),
  )
}
