import { points, pointsMaterial, Scene, torusKnotGeometry, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.7, 1.5], grid: false },
      points(
        { key: 'dots' },
        torusKnotGeometry({ key: 'form', args: [0.45, 0.15, 160, 16] }),
        pointsMaterial({ key: 'paint', color: '#fdb022', size: 0.015 }),
      ),
    ),
  )
}
