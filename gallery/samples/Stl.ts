import { Scene, Stl, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.2, 0.2, 0.45], grid: false },
      Stl({
        key: 'link',
        src: '/static/arm/meshes/link.stl',
        position: [-0.1, -0.15, 0],
        rotation: [-Math.PI / 2, 0.6, 0],
        color: '#fdb022',
      }),
    ),
  )
}
