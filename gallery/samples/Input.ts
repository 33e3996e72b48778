import { Box, Input, Scene, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      {
        camPosition: [1.1, 0.9, 1.5],
        grid: false,
        htmlChildren: [Input({ key: 'color', placeholder: 'A colour, then Enter', clearOnSubmit: true })],
      },
      Box({ key: 'box', args: [0.7, 0.7, 0.7], position: [0.35, -0.25, 0], color: '#9b8afb' }),
    ),
  )
  for await (const { value } of session.events('INPUT')) session.update({ key: 'box', color: value })
}
