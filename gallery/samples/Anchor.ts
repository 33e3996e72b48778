import { Anchor, Box, Cylinder, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false },
      // A flag that stays where it is in the real room.
      Anchor(
        { key: 'flag', position: [0.6, 0.7, -1.4] },
        Cylinder({ key: 'pole', args: [0.012, 0.012, 0.9], position: [0, 0.45, 0], color: '#ffffff' }),
        Box({ key: 'cloth', args: [0.4, 0.26, 0.01], position: [0.2, 0.75, 0], color: '#e03131' }),
      ),
    ),
  )
}
