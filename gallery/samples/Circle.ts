import { Circle, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.6], grid: false },
      Circle({ key: 'disc', args: [0.6], color: '#fdb022', side: 'double' }),
    ),
  )
}
