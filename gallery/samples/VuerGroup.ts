import { Box, Cylinder, Group, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.5, 1.2], grid: false },
      // In TypeScript its builder is `Group`. What is inside moves, turns and hides with it.
      Group(
        { key: 'robot', position: [0, -0.3, 0], rotation: [0, 0.5, 0] },
        Box({ key: 'body', args: [0.8, 0.25, 0.5], color: '#98a2b3' }),
        Cylinder({
          key: 'left-wheel',
          args: [0.2, 0.2, 0.1],
          position: [0, 0, 0.3],
          rotation: [Math.PI / 2, 0, 0],
          color: '#475467',
        }),
        Cylinder({
          key: 'right-wheel',
          args: [0.2, 0.2, 0.1],
          position: [0, 0, -0.3],
          rotation: [Math.PI / 2, 0, 0],
          color: '#475467',
        }),
        Group(
          { key: 'mast', position: [0.25, 0.12, 0] },
          Box({ key: 'pole', args: [0.08, 0.5, 0.08], position: [0, 0.25, 0], color: '#53b1fd' }),
          Sphere({ key: 'camera', args: [0.14], position: [0, 0.6, 0], color: '#f97066' }),
        ),
      ),
    ),
  )
}
