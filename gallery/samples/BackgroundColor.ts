import { BackgroundColor, Box, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      BackgroundColor({ key: 'behind', color: '#3e1c96' }),
      Box({ key: 'box', args: [0.8, 0.8, 0.8], color: '#fdb022' }),
    ),
  )
}
