import { RoundedBox, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      RoundedBox({ key: 'case', args: [1.2, 0.8, 0.8], radius: 0.18, color: '#fda29b' }),
    ),
  )
}
