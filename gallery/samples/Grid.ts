import { Box, Grid, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.6, 1.1, 2.2] },
      Grid({ key: 'floor', cellSize: 0.2, sectionSize: 1, sectionColor: '#f79009', fadeDistance: 14 }),
      Box({ key: 'box', args: [0.5, 0.5, 0.5], position: [0, 0.25, 0], color: '#53b1fd' }),
    ),
  )
}
