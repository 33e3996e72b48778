import { PointCloud, PointerControls, Scene, Sphere, type VuerSession } from 'vuer-xr'

const vertices = Float32Array.from({ length: 3 * 900 }, (_, at) => {
  const index = Math.floor(at / 3)
  const [x, z] = [(index % 30) / 20 - 0.75, Math.floor(index / 30) / 20 - 0.75]
  return [x, 0.2 * Math.sin(4 * x) * Math.cos(4 * z), z][at % 3]!
})

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.9, 1.3], grid: false, bgChildren: [PointerControls({ key: 'picker', radius: 0.05 })] },
      PointCloud({ key: 'cloud', vertices, color: '#53b1fd', size: 0.025 }),
      Sphere({ key: 'mark', args: [0.05], position: [...vertices.slice(3 * 465, 3 * 466)], color: '#fdb022' }),
    ),
  )
  // Each point that is clicked gets the mark.
  for await (const { value } of session.events('ADD_MARKER')) {
    const { x, y, z } = value.position
    session.update({ key: 'mark', position: [x, y, z] })
  }
}
