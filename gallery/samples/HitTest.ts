import { Arrow, HitTest, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene({
      grid: false,
      // The ring lies where the right hand points, and what is inside stands there.
      bgChildren: [
        HitTest(
          { key: 'target', source: 'right', reticleSize: 0.3, color: '#fdb022' },
          Arrow({ key: 'up', direction: [0, 0.25, 0], headScale: 0.3, color: '#f97066' }),
        ),
      ],
    }),
  )
}
