import { Instances, Scene, type VuerSession } from 'vuer-xr'

const COUNT = 400
const positions = new Float32Array(3 * COUNT)
const colors = new Float32Array(3 * COUNT)
for (let index = 0; index < COUNT; index += 1) {
  const turn = index * 0.2
  positions.set([0.6 * Math.cos(turn), index / 330 - 0.6, 0.6 * Math.sin(turn)], 3 * index)
  colors.set([index / COUNT, 0.5, 1 - index / COUNT], 3 * index)
}

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 0.9, 1.4], grid: false },
      Instances({ key: 'swarm', primitive: 'Box', args: [0.06, 0.06, 0.06], positions, colors }),
    ),
  )
}
