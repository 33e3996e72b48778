import { Box, Cylinder, Scene, SimpleOrthographicCamera, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false },
      // Straight from above, as on a plan.
      SimpleOrthographicCamera({
        key: 'plan',
        makeDefault: true,
        position: [0, 3, 0],
        rotation: [-Math.PI / 2, 0, 0],
        top: 1.2,
        bottom: -1.2,
      }),
      Box({ key: 'table', args: [1.6, 0.1, 0.9], color: '#475467' }),
      Box({ key: 'part', args: [0.3, 0.3, 0.3], position: [-0.4, 0.2, 0.1], rotation: [0, 0.6, 0], color: '#53b1fd' }),
      Cylinder({ key: 'can', args: [0.15, 0.15, 0.3], position: [0.4, 0.2, -0.1], color: '#f97066' }),
    ),
  )
}
