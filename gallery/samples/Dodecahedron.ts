import { Dodecahedron, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Dodecahedron({ key: 'dodecahedron', args: [0.65], color: '#f97066', material: { flatShading: true } }),
    ),
  )
}
