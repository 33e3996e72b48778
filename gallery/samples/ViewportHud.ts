import {
  BackgroundColor,
  Box,
  CoordsMarker,
  Cylinder,
  Group,
  PerspectiveCamera,
  Scene,
  SimplePerspectiveCamera,
  Text,
  ViewportHud,
  type VuerSession,
} from 'vuer-xr'

const bench = (key: string) =>
  Group(
    { key },
    Box({ key: `${key}-part`, args: [0.4, 0.4, 0.4], position: [-0.3, 0.2, 0.3], color: '#f97066' }),
    Cylinder({ key: `${key}-can`, args: [0.16, 0.16, 0.5], position: [0.3, 0.25, 0], color: '#53b1fd' }),
  )

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.3, 1, 1.9], grid: false },
      bench('bench'),
      // A second look at the same, from above, in a corner of the window.
      ViewportHud(
        { key: 'above', right: 12, top: 12, width: '38%', height: '38%' },
        BackgroundColor({ key: 'paper', color: '#232b36' }),
        PerspectiveCamera({ key: 'from-above', makeDefault: true, position: [0, 2.4, 0.01], fov: 40 }),
        bench('bench-above'),
      ),
      // Where the axes point, without a background.
      ViewportHud(
        { key: 'compass', left: 0, bottom: 0, width: 110, height: 110 },
        SimplePerspectiveCamera({ key: 'eye', position: [0, 0, 3.6], fov: 40 }),
        Group(
          { key: 'turned', rotation: [0.35, -0.6, 0] },
          CoordsMarker({ key: 'axes', headScale: 1.4 }),
          Text({ key: 'x', text: 'x', fontSize: 0.3, position: [1.15, 0, 0], color: '#ff7b72' }),
          Text({ key: 'y', text: 'y', fontSize: 0.3, position: [0, 1.2, 0], color: '#7ee787' }),
        ),
      ),
    ),
  )
}
