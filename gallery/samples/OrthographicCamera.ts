import { Box, OrthographicCamera, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {},
      // No perspective: the boxes at the back are as large as those in front.
      OrthographicCamera({
        key: 'view',
        makeDefault: true,
        position: [3, 2.4, 3],
        lookAt: [0, 0.2, 0],
        top: 1.3,
        bottom: -1.3,
      }),
      ...[-1, 0, 1].flatMap((x) =>
        [-1, 0, 1].map((z) =>
          Box({ key: `box ${x} ${z}`, args: [0.4, 0.4, 0.4], position: [0.8 * x, 0.2, 0.8 * z], color: '#32d583' }),
        ),
      ),
    ),
  )
}
