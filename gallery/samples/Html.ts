import { Box, element, Html, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.4], grid: false },
      Box({ key: 'part', args: [0.7, 0.7, 0.7], position: [0, -0.15, 0], color: '#53b1fd' }),
      Html(
        { key: 'label', position: [0, 0.4, 0], center: true, style: { padding: '4px 12px', background: '#101828' } },
        element('b', {}, 'part 7'),
        element('div', {}, '41 °C'),
      ),
    ),
  )
}
