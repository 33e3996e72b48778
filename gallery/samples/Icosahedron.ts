import { Icosahedron, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Icosahedron({ key: 'icosahedron', args: [0.65], color: '#2ed3b7', material: { flatShading: true } }),
    ),
  )
}
