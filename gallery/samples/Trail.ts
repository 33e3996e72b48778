import { Scene, Sphere, Trail, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 0.6, 1.6], grid: false },
      Trail(
        { key: 'way', width: 0.6, color: '#fdb022' },
        Sphere({ key: 'ball', args: [0.08], position: [0.7, 0, 0], color: '#f97066' }),
      ),
    ),
  )
  // Around an eight, so slowly that a page draws every place of it.
  for (let step = 0; step <= 64; step += 1) {
    const turn = (step * Math.PI) / 32
    session.update({ key: 'ball', position: [0.7 * Math.cos(turn), 0.35 * Math.sin(2 * turn), 0] })
    await session.sleep(50)
  }
}
