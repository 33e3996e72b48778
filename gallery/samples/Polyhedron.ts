import { Polyhedron, Scene, type VuerSession } from 'vuer-xr'

const corners = [1, 1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1]
const triangles = [2, 1, 0, 0, 3, 2, 1, 3, 0, 2, 3, 1]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      // A tetrahedron, each triangle divided twice, all corners on a sphere.
      Polyhedron({
        key: 'solid',
        args: [corners, triangles, 0.65, 2],
        color: '#9b8afb',
        material: { flatShading: true },
      }),
    ),
  )
}
