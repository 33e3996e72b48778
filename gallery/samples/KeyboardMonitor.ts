import { KeyboardMonitor, RoundedBox, Scene, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      {
        camPosition: [0.4, 1.1, 1.1],
        grid: false,
        bgChildren: [KeyboardMonitor({ key: 'keys', enableKeyDown: true })],
      },
      RoundedBox({ key: 'cap', args: [0.9, 0.5, 0.9], radius: 0.12, color: '#f2f4f7' }),
      Text({
        key: 'letter',
        text: 'press a key',
        fontSize: 0.13,
        color: '#101828',
        position: [0, 0.26, 0],
        rotation: [-Math.PI / 2, 0, 0],
      }),
    ),
  )
  for await (const { value } of session.events('KeyDown')) session.update({ key: 'letter', text: value.key })
}
