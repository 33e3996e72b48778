import { Edges, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Edges({ key: 'edges', geometry: 'Dodecahedron', args: [0.65], color: '#53b1fd' }),
    ),
  )
}
