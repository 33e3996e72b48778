import { AutoScroll, Box, element, Scene, type VuerSession } from 'vuer-xr'

const lines = Array.from({ length: 30 }, (_, at) => element('div', { key: `line-${at}` }, `step ${at + 1}: done`))

export default (session: VuerSession) => {
  session.set(
    Scene(
      {
        camPosition: [1.1, 0.9, 1.5],
        grid: false,
        // Shows its end, also when something new comes.
        htmlChildren: [AutoScroll({ key: 'log', style: { maxHeight: 110, width: 170 } }, ...lines)],
      },
      Box({ key: 'box', args: [0.7, 0.7, 0.7], position: [0.35, -0.25, 0], color: '#53b1fd' }),
    ),
  )
}
