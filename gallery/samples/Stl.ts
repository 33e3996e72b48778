import { Scene, Stl, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.3, 0.25, 0.45], grid: false },
      Stl({
        key: 'link',
        src: '/static/arm/meshes/link.stl',
        position: [-0.13, -0.13, 0],
        rotation: [-1, 0.7, 0.3],
        color: '#fdb022',
      }),
    ),
  )
}
