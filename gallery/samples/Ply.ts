import { Ply, Scene, type VuerSession } from 'vuer-xr'

/** A bowl of triangles with colours at its corners. */
const [rings, sides] = [12, 36]
const corners: string[] = []
const triangles: string[] = []
for (let ring = 0; ring <= rings; ring += 1) {
  for (let side = 0; side < sides; side += 1) {
    const [radius, turn] = [0.6 * Math.sin((ring / rings) * 1.6), (side / sides) * 2 * Math.PI]
    const y = 0.25 - 0.6 * Math.cos((ring / rings) * 1.6)
    const color = [255 * (ring / rings), 140, 255 * (1 - ring / rings)].map(Math.round)
    corners.push([radius * Math.cos(turn), y, radius * Math.sin(turn), ...color].join(' '))
    if (ring === rings) continue
    const [a, b] = [ring * sides + side, ring * sides + ((side + 1) % sides)]
    triangles.push(`3 ${a} ${b} ${a + sides}`, `3 ${b} ${b + sides} ${a + sides}`)
  }
}
const text = `ply
format ascii 1.0
element vertex ${corners.length}
property float x
property float y
property float z
property uchar red
property uchar green
property uchar blue
element face ${triangles.length}
property list uchar int vertex_indices
end_header
${[...corners, ...triangles].join('\n')}
`

export default (session: VuerSession) => {
  session.set(Scene({ camPosition: [0.8, 0.9, 1.2], grid: false }, Ply({ key: 'bowl', text })))
}
