// Controls, on the page and in the headset. There, look at the inside of your left wrist, or press Y on the controller.
import { Box, Button, DefaultScene, GUI, GuiText, Select, Slider, Toggle, Vuer } from 'vuer-xr'

const app = new Vuer()
const COLORS = { blue: '#2e90fa', green: '#12b76a', orange: '#f79009' }

app.spawn(async (session) => {
  let isTurning = true
  let degrees = 0
  const controls = GUI(
    { key: 'controls', title: 'The box', button: 'y' },
    GuiText({ key: 'turned', label: 'Turned by', text: '0°' }),
    Slider({ key: 'height', label: 'Height', min: 0.2, max: 2, step: 0.05, value: 1, unit: 'm' }),
    Toggle({ key: 'turning', label: 'Turning', value: isTurning }),
    Select({ key: 'color', label: 'Colour', options: Object.keys(COLORS) }),
    Button({ key: 'again', label: 'Start again' }),
  )
  const scene = DefaultScene(
    { htmlChildren: [controls] },
    Box({ key: 'box', args: [0.3, 0.3, 0.3], position: [0, 1, -1], color: COLORS.blue }),
  )
  session.set(scene)

  session.spawnTask(async () => {
    for await (const { key, value } of session.events('SET')) {
      console.log(`${key}: ${value}`)
      if (key === 'height') session.update({ key: 'box', position: [0, Number(value), -1] })
      if (key === 'color') session.update({ key: 'box', color: COLORS[value as keyof typeof COLORS] })
      if (key === 'turning') isTurning = value === true
    }
  })
  session.spawnTask(async () => {
    for await (const { key } of session.events('CLICK')) {
      console.log(`${key} was pressed`)
      degrees = 0
      isTurning = true
      session.set(scene)
      session.notify('The box starts again', { forMs: 3000 })
    }
  })

  for (;;) {
    await session.sleep(1000 / 30)
    if (!isTurning) continue
    degrees = (degrees + 1) % 360
    session.update([
      { key: 'box', rotation: [0, (degrees * Math.PI) / 180, 0] },
      { key: 'turned', text: `${degrees}°` },
    ])
  }
})

await app.start()
