import { Scene, Torus, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.7, 1.6], grid: false },
      Torus({ key: 'ring', args: [0.5, 0.18, 24, 96], color: '#f5c518' }),
    ),
  )
}
