import {
  AnimationClip,
  Box,
  Cylinder,
  Group,
  QuaternionTrack,
  Scene,
  Sphere,
  ThreeAnimate,
  VectorTrack,
  type VuerSession,
} from 'vuer-xr'

const upright = [0, 0, 0, 1]
const bent = [0, 0, -Math.sin(0.6), Math.cos(0.6)]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.7, 1.6], grid: false },
      // Keyframes travel once, and the page plays them.
      ThreeAnimate(
        { key: 'play', position: [-0.2, -0.6, 0] },
        AnimationClip(
          { key: 'nod' },
          QuaternionTrack({ key: 'bend', name: 'elbow.quaternion', times: [0, 1, 2], values: [bent, upright, bent] }),
          VectorTrack({
            key: 'grow',
            name: 'tip.scale',
            times: [0, 1, 2],
            values: [
              [1, 1, 1],
              [2, 2, 2],
              [1, 1, 1],
            ],
          }),
        ),
        Cylinder({ key: 'foot', args: [0.2, 0.25, 0.12], position: [0, 0.06, 0], color: '#475467' }),
        Box({ key: 'upper', args: [0.12, 0.6, 0.12], position: [0, 0.4, 0], color: '#53b1fd' }),
        Group(
          { key: 'elbow', position: [0, 0.7, 0] },
          Box({ key: 'lower', args: [0.1, 0.5, 0.1], position: [0, 0.25, 0], color: '#84caff' }),
          Sphere({ key: 'tip', args: [0.08], position: [0, 0.52, 0], color: '#f79009' }),
        ),
      ),
    ),
  )
}
