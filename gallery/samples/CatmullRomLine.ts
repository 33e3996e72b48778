import { CatmullRomLine, Scene, Sphere, type VuerSession } from 'vuer-xr'

const points = [
  [-0.7, -0.2, 0.2],
  [-0.3, 0.45, -0.1],
  [0.1, -0.3, 0.1],
  [0.5, 0.4, 0],
  [0.7, -0.3, -0.2],
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.3, 0.4, 1.5], grid: false },
      CatmullRomLine({ key: 'smooth', points, lineWidth: 5, color: '#ee46bc' }),
      ...points.map((position, index) => Sphere({ key: `point-${index}`, args: [0.05], position, color: '#f2f4f7' })),
    ),
  )
}
