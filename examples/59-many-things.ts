// A floor of 1,200 tiles, each a node with a key of its own, and 20,000 sparks that are one node. All of it moves at 30 Hz.
import { Box, Clickable, Instances, PerspectiveCamera, Scene, Vuer } from 'vuer-xr'

const COLUMNS = 40
const ROWS = 30
const SPARKS = 20_000

const tiles = Array.from({ length: COLUMNS * ROWS }, (_, index) => ({
  key: `tile-${index}`,
  x: ((index % COLUMNS) - COLUMNS / 2) * 0.1,
  z: (Math.floor(index / COLUMNS) - ROWS / 2) * 0.1,
}))
const heightAt = (x: number, z: number, seconds: number) =>
  0.12 * Math.sin(3 * Math.hypot(x, z) - 2 * seconds) * Math.exp(-0.25 * Math.hypot(x, z))

/** From amber in the middle to violet. */
const colors = Float32Array.from({ length: 3 * SPARKS }, (_, at) => {
  const share = at / (3 * SPARKS)
  return [1 - 0.55 * share, 0.62 - 0.5 * share, 0.12 + 0.85 * share][at % 3]!
})
const positions = new Float32Array(3 * SPARKS)
/** Turning arms of a spiral. The array is filled anew each time: what was sent is a copy. */
function turn(seconds: number) {
  for (let index = 0; index < SPARKS; index++) {
    const share = index / SPARKS
    const angle = 18 * share + (index % 5) * 1.2566 + seconds * (0.9 - 0.5 * share)
    const spread = 0.05 * Math.sin(index * 12.9898) * (1 + share)
    positions[3 * index] = (0.2 + 1.5 * share + spread) * Math.cos(angle)
    positions[3 * index + 1] = 1.1 + 0.12 * Math.sin(index * 78.233) * (1.2 - share)
    positions[3 * index + 2] = (0.2 + 1.5 * share + spread) * Math.sin(angle)
  }
}

const app = new Vuer()

app.spawn(async (session) => {
  turn(0)
  session.set(
    Scene(
      { grid: false },
      Clickable(
        { key: 'floor' },
        ...tiles.map(({ key, x, z }, index) =>
          Box({
            key,
            args: [0.085, 0.04, 0.085],
            position: [x, 0, z],
            color: `hsl(${200 + (index % COLUMNS)}, 45%, 48%)`,
          }),
        ),
      ),
      Instances({ key: 'sparks', primitive: 'Octahedron', args: [0.008], materialType: 'basic', positions, colors }),
      PerspectiveCamera({ makeDefault: true, position: [2.2, 2.4, 3.2], lookAt: [0, 0.4, 0] }),
    ),
  )
  for (let seconds = 0; !session.signal.aborted; seconds += 1 / 30) {
    turn(seconds)
    session.update([
      ...tiles.map(({ key, x, z }) => Box.patch({ key, position: [x, heightAt(x, z, seconds), z] })),
      Instances.patch({ key: 'sparks', positions }),
    ])
    await session.sleep(33)
  }
})

await app.start()
