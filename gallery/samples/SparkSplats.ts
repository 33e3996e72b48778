import { Scene, SparkSplats, type VuerSession } from 'vuer-xr'

/** A ring of splats in the format of Gaussian splatting: soft flakes, each with place, size, turn, colour, opacity. */
const COUNT = 1500
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
  const [turn, around] = [index * 0.0419, index * 2.4]
  const radius = 0.5 + 0.13 * Math.cos(around)
  const place = [radius * Math.cos(turn), 0.13 * Math.sin(around), radius * Math.sin(turn)]
  const color = [1.5 * Math.cos(turn), 1.5 * Math.cos(turn - 2.1), 1.5 * Math.cos(turn + 2.1)]
  flakes.set([...place, ...color, 2, -3.6, -3.6, -3.6, 1, 0, 0, 0], index * names.length)
}
const header = `ply
format binary_little_endian 1.0
element vertex ${COUNT}
${names.map((name) => `property float ${name}`).join('\n')}
end_header
`
const buff = new Uint8Array(Buffer.concat([Buffer.from(header), Buffer.from(flakes.buffer)]))

export default (session: VuerSession) => {
  session.set(Scene({ camPosition: [0.6, 0.7, 1.1], grid: false }, SparkSplats({ key: 'ring', buff })))
}
