import { Box, Gamepad, Scene, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.7, 0.9, 1.3], bgChildren: [Gamepad({ key: 'pad', deadzone: 0.1, fps: 60 })] },
      Box({ key: 'car', args: [0.5, 0.25, 0.35], position: [0, 0.13, 0], color: '#f04438' }),
      Text({ key: 'help', position: [0, 0.55, 0], fontSize: 0.12, text: 'left stick drives' }),
    ),
  )
  for await (const { value } of session.events('GAMEPAD')) {
    const [x = 0, z = 0] = value.axes
    session.update({ key: 'car', position: [0.8 * x, 0.13, 0.8 * z] })
  }
}
