import { Points, Scene, type VuerSession } from 'vuer-xr'

const positions = Float32Array.from({ length: 3 * 1500 }, (_, at) => {
  const turn = Math.floor(at / 3) * 2.4
  const height = 1 - Math.floor(at / 3) / 750
  const radius = Math.sqrt(1 - height ** 2)
  return 0.6 * [radius * Math.cos(turn), height, radius * Math.sin(turn)][at % 3]!
})

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.7, 1.4], grid: false },
      Points({ key: 'ball', positions, color: '#fdb022', size: 0.02 }),
    ),
  )
}
