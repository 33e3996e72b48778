import { DepthSensing, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false, bgChildren: [DepthSensing({ key: 'depth' })] },
      // Real things that are nearer hide it.
      Sphere({ key: 'ball', args: [0.4], position: [0.1, 0.45, -1.5], color: '#f97066' }),
    ),
  )
}
