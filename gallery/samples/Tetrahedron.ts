import { Scene, Tetrahedron, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.3, 0.9, 1.1], grid: false },
      Tetrahedron({ key: 'tetrahedron', args: [0.8], color: '#fdb022', material: { flatShading: true } }),
    ),
  )
}
