import { Glb, Scene, Text, type VuerSession } from 'vuer-xr'

const files = { plain: 'red.glb', Draco: 'blue-draco.glb', meshopt: 'yellow-meshopt.glb', KTX2: 'magenta-ktx2.glb' }

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.3, 0.8, 2.1], grid: false },
      ...Object.entries(files).flatMap(([name, file], index) => [
        Glb({ key: name, src: `/static/${file}`, position: [index * 0.7 - 1.05, 0, 0] }),
        Text({ key: `${name}-label`, text: name, fontSize: 0.13, position: [index * 0.7 - 1.05, 0.42, 0] }),
      ]),
    ),
  )
}
