import { Box, Grid, Scene, Sky, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.4, -0.1, 2], toneMapping: 'AgX', toneMappingExposure: 0.6 },
      Grid({ offset: -0.5 }),
      Sky({ key: 'sky', sunPosition: [-3, 1.4, -8], turbidity: 6, rayleigh: 1.5 }),
      Box({ key: 'box', args: [0.7, 0.7, 0.7], position: [0.3, -0.05, 0], rotation: [0.3, 0.7, 0], color: '#f97066' }),
    ),
  )
}
