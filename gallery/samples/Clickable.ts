import { Clickable, Cylinder, Scene, Sphere, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.7, 0.8, 1.5], grid: false },
      Clickable(
        { key: 'button' },
        Cylinder({ key: 'base', args: [0.5, 0.55, 0.2], position: [0, -0.3, 0], color: '#475467' }),
        Sphere({ key: 'cap', args: [0.36], position: [0, -0.15, 0], color: '#f04438' }),
      ),
      Text({ key: 'count', position: [0, 0.5, 0], fontSize: 0.16, text: 'press' }),
    ),
  )
  let count = 0
  for await (const { value } of session.events('ON_CLICK')) {
    if (value.key !== 'button') continue
    count += 1
    session.update({ key: 'count', text: `pressed ${count} ×` })
  }
}
