import { BoundingBox, BoundingBoxProvider, Box, Cylinder, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.4], grid: false },
      // The provider gives the boxes in it their width of edges.
      BoundingBoxProvider(
        { key: 'edges', edgeWidth: 0.015 },
        BoundingBox({ key: 'cup', min: [-0.62, -0.5, -0.25], max: [-0.08, 0.25, 0.25], color: '#32d583' }),
        BoundingBox({ key: 'book', min: [0.1, -0.5, -0.3], max: [0.7, -0.25, 0.3], color: '#fdb022' }),
      ),
      Cylinder({ key: 'a', args: [0.25, 0.2, 0.7], position: [-0.35, -0.14, 0], color: '#98a2b3' }),
      Box({ key: 'b', args: [0.5, 0.18, 0.5], position: [0.4, -0.39, 0], color: '#98a2b3' }),
    ),
  )
}
