import { Box, Div, element, Scene, Span, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {
        camPosition: [1.1, 0.9, 1.5],
        grid: false,
        htmlChildren: [
          Div(
            { key: 'card', style: { padding: 14, borderRadius: 12, background: '#1d2939', maxWidth: 210 } },
            element('h3', { style: { margin: 0 } }, 'Station 3'),
            element(
              'p',
              {},
              'Two parts in the tray, ',
              Span({ text: 'one missing', style: { color: '#fdb022' } }),
              '.',
            ),
          ),
        ],
      },
      Box({ key: 'box', args: [0.7, 0.7, 0.7], position: [0.35, -0.25, 0], color: '#53b1fd' }),
    ),
  )
}
