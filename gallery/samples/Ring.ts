import { Ring, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.6], grid: false },
      Ring({ key: 'ring', args: [0.35, 0.6], color: '#32d583', side: 'double' }),
    ),
  )
}
