import { Scene, TriMesh, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.9, 1.4], grid: false },
      TriMesh({
        key: 'roof',
        vertices: [
          [-0.6, -0.4, -0.6],
          [0.6, -0.4, -0.6],
          [0.6, -0.4, 0.6],
          [-0.6, -0.4, 0.6],
          [0, 0.6, 0],
        ],
        faces: [
          [0, 4, 1],
          [1, 4, 2],
          [2, 4, 3],
          [3, 4, 0],
        ],
        colors: [
          [1, 0.3, 0.2],
          [1, 0.8, 0.2],
          [0.3, 0.9, 0.4],
          [0.2, 0.5, 1],
          [0.8, 0.2, 0.9],
        ],
      }),
    ),
  )
}
