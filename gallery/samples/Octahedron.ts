import { Octahedron, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Octahedron({ key: 'octahedron', args: [0.7], color: '#ee46bc' }),
    ),
  )
}
