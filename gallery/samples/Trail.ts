import { Scene, Sphere, Trail, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 0.6, 1.6], grid: false },
      Trail(
        { key: 'way', width: 0.6, color: '#fdb022' },
        Sphere({ key: 'ball', args: [0.08], position: [-0.7, 0, 0], color: '#f97066' }),
      ),
    ),
  )
  for (let x = -0.7; x < 0.7; x += 0.02) {
    session.update({ key: 'ball', position: [x, 0.35 * Math.sin(5 * x), 0] })
    await session.sleep(30)
  }
}
