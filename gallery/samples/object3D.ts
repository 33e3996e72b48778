import { boxGeometry, mesh, meshLambertMaterial, object3D, Scene, sphereGeometry, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      object3D(
        { key: 'pair', rotation: [0, 0.4, 0.2] },
        mesh(
          { key: 'box', position: [-0.4, 0, 0] },
          boxGeometry({ key: 'a', args: [0.5, 0.5, 0.5] }),
          meshLambertMaterial({ key: 'blue', color: '#53b1fd' }),
        ),
        mesh(
          { key: 'ball', position: [0.4, 0, 0] },
          sphereGeometry({ key: 'b', args: [0.3] }),
          meshLambertMaterial({ key: 'red', color: '#f97066' }),
        ),
      ),
    ),
  )
}
