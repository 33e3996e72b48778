// A session outlives its socket: switch the Wi-Fi off and on. The clock goes on, and the browser follows it again.
import { Box, DefaultScene, Vuer } from 'vuer-xr'

const app = new Vuer({ resumeSeconds: 60 })

app.addHandler('disconnected', ({ value }) => console.log(`disconnected: ${value.reason}`))
app.addHandler('resumed', ({ value }) => console.log(`resumed after ${Math.round(value.awayMs)} ms`))

app.spawn(async (session) => {
  session.set(DefaultScene({}, Box({ key: 'hand', args: [0.1, 1, 0.1], position: [0, 1, 0] })))
  session.signal.addEventListener('abort', () => console.log('the session has ended'))
  for (let seconds = 0; ; seconds += 1) {
    session.update({ key: 'hand', rotation: [0, 0, (-seconds * Math.PI) / 30] })
    await session.sleep(1000)
  }
})

await app.start()
