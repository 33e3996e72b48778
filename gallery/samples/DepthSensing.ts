import { DepthSensing, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false, bgChildren: [DepthSensing({ key: 'depth' })] },
      // Real things that are nearer hide it.
      Sphere({ key: 'ball', args: [0.4], position: [0, 0.5, -2], color: '#f97066' }),
    ),
  )
}
