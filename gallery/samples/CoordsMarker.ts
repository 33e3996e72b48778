import { CoordsMarker, Grid, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.75, 1] },
      Grid({ offset: -0.01 }),
      CoordsMarker({ key: 'world', scale: 0.7 }),
      CoordsMarker({ key: 'tool', scale: 0.3, position: [-0.5, 0.35, 0.3], rotation: [0.6, 0.4, 0.9] }),
    ),
  )
}
