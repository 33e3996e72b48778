import { BBox, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.4], grid: false },
      BBox({ key: 'bounds', min: { x: -0.5, y: -0.5, z: -0.5 }, max: { x: 0.5, y: 0.5, z: 0.5 }, color: '#53b1fd' }),
      Sphere({ key: 'ball', args: [0.5], color: '#667085' }),
    ),
  )
}
