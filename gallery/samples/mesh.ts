import { mesh, meshStandardMaterial, Scene, torusKnotGeometry, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      // It wears the geometry and the material among its children.
      mesh(
        { key: 'knot' },
        torusKnotGeometry({ key: 'form', args: [0.42, 0.13, 160, 24] }),
        meshStandardMaterial({ key: 'paint', color: '#f04438', roughness: 0.3, metalness: 0.2 }),
      ),
    ),
  )
}
