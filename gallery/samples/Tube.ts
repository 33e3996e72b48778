import { Scene, Tube, type VuerSession } from 'vuer-xr'

const path = [
  [-0.7, -0.4, 0],
  [-0.3, 0.4, 0.2],
  [0.1, -0.2, -0.2],
  [0.5, 0.4, 0],
  [0.7, -0.4, 0.1],
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 0.6, 1.6], grid: false },
      Tube({ key: 'cable', args: [path, 128, 0.07, 16], color: '#f79009' }),
    ),
  )
}
