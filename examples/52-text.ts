// Text: labels that turn to the viewer and change, a heading with an outline, letters with a depth.
import {
  Billboard,
  Box,
  Center,
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  Scene,
  Text,
  Text3D,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const joints = ['base', 'shoulder', 'elbow', 'wrist']

app.spawn(async (session) => {
  session.set(
    Scene(
      {},
      HemisphereLight({ key: 'sky', intensity: 1.2 }),
      DirectionalLight({ key: 'sun', position: [2, 3, 2], intensity: 2 }),
      Center(
        { key: 'title', position: [0, 1.15, 0] },
        Text3D(
          {
            key: 'letters',
            size: 0.2,
            height: 0.05,
            color: '#4cc2ff',
            bevelEnabled: true,
            bevelSize: 0.004,
            bevelThickness: 0.006,
          },
          'vuer-xr',
        ),
      ),
      Text(
        {
          key: 'heading',
          position: [0, 0.88, 0],
          fontSize: 0.07,
          color: '#ffd37a',
          outlineWidth: '6%',
          outlineColor: '#3a2200',
        },
        'q̇ = J⁺(q) · v    Größe, μέτρο, размер → 90°',
      ),
      ...joints.flatMap((name, index) => [
        Box({ key: name, args: [0.12, 0.12, 0.12], position: [index * 0.5 - 0.75, 0.3, 0], color: '#7f8a9c' }),
        Billboard(
          { key: `${name}-sign`, position: [index * 0.5 - 0.75, 0.48, 0] },
          Text({ key: `${name}-label`, fontSize: 0.055, textAlign: 'center', anchorY: 'bottom' }),
        ),
      ]),
      PerspectiveCamera({ makeDefault: true, position: [0.4, 0.85, 2], lookAt: [0, 0.65, 0] }),
    ),
  )
  for (let seconds = 0; !session.signal.aborted; seconds += 0.1) {
    session.update(
      joints.map((name, index) =>
        Text.patch({ key: `${name}-label`, text: `${name}\n${(40 * Math.sin(seconds + index)).toFixed(1)}°` }),
      ),
    )
    await session.sleep(100)
  }
})

await app.start()
