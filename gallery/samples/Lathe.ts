import { Lathe, Scene, type VuerSession } from 'vuer-xr'

const profile: [number, number][] = [
  [0, -0.5],
  [0.3, -0.5],
  [0.34, -0.2],
  [0.56, 0.45],
  [0.5, 0.45],
  [0.28, -0.18],
  [0, -0.22],
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 1.1, 1.3], grid: false },
      Lathe({ key: 'cup', args: [profile, 64], color: '#2ed3b7', side: 'double' }),
    ),
  )
}
