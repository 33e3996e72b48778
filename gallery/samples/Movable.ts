import { Box, Movable, Scene, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.7, 1.1], grid: false },
      // Take it with a hand, a controller or the mouse.
      Movable({ key: 'part', scale: 0.6 }, Box({ key: 'box', args: [0.4, 0.4, 0.4], color: '#53b1fd' })),
      Text({ key: 'where', position: [0, -0.45, 0.35], fontSize: 0.13, text: 'drag me' }),
    ),
  )
  for await (const { value } of session.events('OBJECT_MOVE')) {
    if (value.position) session.update({ key: 'where', text: value.position.map((at) => at.toFixed(2)).join(', ') })
  }
}
