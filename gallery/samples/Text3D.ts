import { Scene, Text3D, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 0.4, 1.5], grid: false },
      Text3D(
        {
          key: 'letters',
          position: [-0.72, -0.15, 0],
          size: 0.38,
          height: 0.12,
          bevelEnabled: true,
          bevelSize: 0.01,
          bevelThickness: 0.02,
          color: '#4cc2ff',
        },
        'Vuer',
      ),
    ),
  )
}
