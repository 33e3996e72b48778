import { Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Sphere({ key: 'ball', args: [0.6], color: '#f97066', material: { roughness: 0.3 } }),
    ),
  )
}
