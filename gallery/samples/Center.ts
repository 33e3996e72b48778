import { Center, CoordsMarker, Scene, Text3D, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.7, 0.6, 1.2], grid: false },
      CoordsMarker({ key: 'origin', scale: 0.7 }),
      // The letters begin at their lower left; here their middle is at the origin.
      Center({ key: 'middle' }, Text3D({ key: 'letters', size: 0.4, height: 0.15, color: '#fdb022' }, 'mid')),
    ),
  )
}
