import { Box, Button, element, Html, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.8, 1.4] },
      Box({ key: 'part', args: [0.3, 0.3, 0.3], position: [0, 0.15, 0], color: '#53b1fd' }),
      Html(
        { key: 'label', center: true, position: [0, 0.55, 0] },
        element('h3', {}, 'part 7'),
        element('p', {}, 'held by the gripper'),
        Button({ key: 'release', label: 'Release' }),
      ),
    ),
  )
}
