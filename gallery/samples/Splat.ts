import { Scene, Splat, type VuerSession } from 'vuer-xr'

/** A tree of splats: soft flakes, each with place, colour, opacity, size, turn. In such files, y points down. */
const COUNT = 1400
const names = [
  'x',
  'y',
  'z',
  'f_dc_0',
  'f_dc_1',
  'f_dc_2',
  'opacity',
  'scale_0',
  'scale_1',
  'scale_2',
  'rot_0',
  'rot_1',
  'rot_2',
  'rot_3',
]
const flakes = new Float32Array(COUNT * names.length)
for (let index = 0; index < COUNT; index += 1) {
  const [turn, share] = [index * 2.4, index / COUNT]
  const isTrunk = share < 0.2
  const radius = isTrunk ? 0.06 : 0.45 * (1.2 - share) * Math.sqrt((index * 0.618) % 1)
  const up = isTrunk ? 2 * share - 0.6 : 1.1 * share - 0.4
  const color = isTrunk ? [0.2, -0.6, -1.2] : [-1 + share, 0.6 + share, -1]
  flakes.set(
    [radius * Math.cos(turn), -up, radius * Math.sin(turn), ...color, 3, -3.4, -3.4, -3.4, 1, 0, 0, 0],
    index * names.length,
  )
}
const header = `ply
format binary_little_endian 1.0
element vertex ${COUNT}
${names.map((name) => `property float ${name}`).join('\n')}
end_header
`
const buff = new Uint8Array(Buffer.concat([Buffer.from(header), Buffer.from(flakes.buffer)]))

export default (session: VuerSession) => {
  session.set(Scene({ camPosition: [0.6, 0.5, 1.5], grid: false }, Splat({ key: 'tree', buff })))
}
