import { Scene, Sphere, Trail, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 0.6, 1.6], grid: false },
      Trail(
        { key: 'way', width: 0.9, length: 10, color: '#fdb022', attenuation: 'linear' },
        Sphere({ key: 'ball', args: [0.08], position: [0.7, 0, 0], color: '#f97066' }),
      ),
    ),
  )
  // Twice around an eight.
  for (let turn = 0; turn < 4 * Math.PI; turn += 0.05) {
    session.update({ key: 'ball', position: [0.7 * Math.cos(turn), 0.35 * Math.sin(2 * turn), 0] })
    await session.sleep(20)
  }
}
