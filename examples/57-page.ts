// HTML on the page: text with marks, controls where they stand, a field to write in, and keys.
import {
  AutoScroll,
  Box,
  Button,
  DefaultScene,
  Div,
  element,
  Input,
  KeyboardMonitor,
  Markdown,
  Slider,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const INTRODUCTION = `## The box
Write a *colour* and press Enter, turn it by the slider, or press **arrow keys**.`

app.spawn(async (session) => {
  let angle = 0
  let x = 0
  const say = (line: string) => session.add(element('div', {}, line), { to: 'log' })
  session.set(
    DefaultScene(
      {
        bgChildren: [KeyboardMonitor({ key: 'keys', enableKeyDown: true })],
        htmlChildren: [
          Div(
            { key: 'pane' },
            Markdown({ key: 'about' }, INTRODUCTION),
            Input({ key: 'color', placeholder: 'Colour', clearOnSubmit: true }),
            Slider({ key: 'angle', label: 'Angle', min: 0, max: 360, unit: '°', value: angle }),
            Button({ key: 'reset', label: 'Start again' }),
          ),
          AutoScroll({ key: 'log', style: { maxHeight: 90, width: 240 } }),
        ],
      },
      Box({ key: 'box', args: [0.5, 0.5, 0.5], position: [0, 0.6, 0], color: '#53b1fd' }),
    ),
  )
  const show = () => session.update({ key: 'box', position: [x, 0.6, 0], rotation: [0, (angle * Math.PI) / 180, 0] })

  session.spawnTask(async () => {
    for await (const { value } of session.events('INPUT')) {
      session.update({ key: 'box', color: value })
      say(`The box is ${value}`)
    }
  })
  session.spawnTask(async () => {
    for await (const { value } of session.events('SET')) {
      angle = Number(value)
      show()
    }
  })
  session.spawnTask(async () => {
    for await (const _click of session.events('CLICK')) {
      ;[angle, x] = [0, 0]
      session.update({ key: 'angle', value: 0 })
      show()
      say('Back to the beginning')
    }
  })
  for await (const { value } of session.events('KeyDown')) {
    x += value.key === 'ArrowLeft' ? -0.1 : value.key === 'ArrowRight' ? 0.1 : 0
    show()
  }
})

await app.start()
