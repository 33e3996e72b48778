import { Scene, Sphere, Trail, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.9, 1.4] },
      Trail({ key: 'trail', color: '#fdb022', width: 0.12, length: 20 }, Sphere({ key: 'tip', args: [0.04] })),
    ),
  )
  for (let turn = 0; turn < 6; turn += 0.1) {
    const position = [0.5 * Math.cos(turn), 0.5 + 0.2 * Math.sin(3 * turn), 0.5 * Math.sin(turn)]
    session.update({ key: 'tip', position })
    await session.sleep(33)
  }
}
