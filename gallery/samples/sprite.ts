import { encodePng, Scene, sprite, spriteMaterial, type VuerSession } from 'vuer-xr'

/** A round sign with a ring, clear around it. */
const SIDE = 96
const data = new Uint8Array(SIDE * SIDE * 4)
for (let at = 0; at < SIDE * SIDE; at += 1) {
  const radius = Math.hypot((at % SIDE) - SIDE / 2, Math.floor(at / SIDE) - SIDE / 2)
  const color = radius < 12 || (radius > 24 && radius < 32) ? [16, 24, 40] : [253, 176, 34]
  data.set([...color, radius < 46 ? 255 : 0], 4 * at)
}

export default async (session: VuerSession) => {
  const map = await encodePng({ data, width: SIDE, height: SIDE })
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.4], grid: false },
      // All of them face the viewer, wherever that is.
      ...[-0.6, 0, 0.6].map((x, index) =>
        sprite(
          { key: `sign-${index}`, position: [x, 0, -0.7 * x], scale: 0.5 },
          spriteMaterial({ map, transparent: true, opacity: 1 - index * 0.3 }),
        ),
      ),
    ),
  )
}
