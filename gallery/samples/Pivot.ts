import { Box, Pivot, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.7, 1.1], grid: false },
      Pivot({ key: 'axes', scale: 0.7, lineWidth: 3 }, Box({ key: 'box', args: [0.5, 0.5, 0.5], color: '#fdb022' })),
    ),
  )
}
