import { Box, HUDPlane, Scene, Text, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 1, 1.7], grid: false },
      Box({ key: 'box', args: [1, 1, 1], color: '#53b1fd' }),
      // Stays before the eyes, wherever they look; what is inside hangs with it.
      HUDPlane(
        {
          key: 'sign',
          distanceToCamera: 1,
          height: 0.16,
          aspect: 5,
          position: [0, 0.38, 0],
          color: '#101828',
          opacity: 0.8,
        },
        Text({ key: 'words', text: 'recording 0:41', fontSize: 0.08, color: '#fdb022', position: [0, 0, 0.01] }),
      ),
    ),
  )
}
