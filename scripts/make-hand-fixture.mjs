// Makes tests/fixtures/hands.json: four seconds of two hands at 30 Hz, each joint as position and rotation, with frames in
// which a hand is lost. The motion is computed: a hand of usual size reaches out, turns and pinches, with the small
// tremor of a person. Running it again writes the same file.
import { writeFileSync } from 'node:fs'

const FINGERS = {
  thumb: {
    root: [-0.024, -0.008, -0.03],
    lengths: [0.046, 0.032, 0.024],
    spread: 38,
    joints: ['metacarpal', 'phalanx-proximal', 'phalanx-distal', 'tip'],
  },
  'index-finger': { root: [-0.022, 0, -0.012], lengths: [0.07, 0.043, 0.026, 0.02], spread: 9 },
  'middle-finger': { root: [-0.004, 0, -0.012], lengths: [0.068, 0.048, 0.03, 0.021], spread: 1 },
  'ring-finger': { root: [0.012, 0, -0.012], lengths: [0.062, 0.044, 0.028, 0.02], spread: -7 },
  'pinky-finger': { root: [0.026, -0.002, -0.014], lengths: [0.056, 0.034, 0.02, 0.018], spread: -16 },
}
const USUAL = ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip']
const radians = (degrees) => (degrees * Math.PI) / 180

const multiply = ([ax, ay, az, aw], [bx, by, bz, bw]) => [
  aw * bx + ax * bw + ay * bz - az * by,
  aw * by - ax * bz + ay * bw + az * bx,
  aw * bz + ax * by - ay * bx + az * bw,
  aw * bw - ax * bx - ay * by - az * bz,
]
const about = ([x, y, z], angle) => [
  x * Math.sin(angle / 2),
  y * Math.sin(angle / 2),
  z * Math.sin(angle / 2),
  Math.cos(angle / 2),
]
const rotate = (q, v) => {
  const [x, y, z, w] = q
  const t = [2 * (y * v[2] - z * v[1]), 2 * (z * v[0] - x * v[2]), 2 * (x * v[1] - y * v[0])]
  return [0, 1, 2].map((i) => v[i] + w * t[i] + [y * t[2] - z * t[1], z * t[0] - x * t[2], x * t[1] - y * t[0]][i])
}
const add = (a, b) => a.map((value, index) => value + b[index])

/** Tremor of 8 to 12 Hz and half a millimetre, the same at each run. */
const tremor = (seconds, phase) =>
  0.0005 * (Math.sin(2 * Math.PI * 8.3 * seconds + phase) + 0.6 * Math.sin(2 * Math.PI * 11.7 * seconds + 2 * phase))

function hand(seconds, side) {
  const mirror = side === 'left' ? -1 : 1
  const reach = 0.5 - 0.5 * Math.cos((Math.PI * seconds) / 2)
  const pinch = Math.max(0, Math.sin(1.4 * seconds + (mirror < 0 ? 0.8 : 0)))
  const wrist = [
    mirror * (0.2 - 0.05 * reach) + tremor(seconds, mirror),
    1.05 + 0.18 * reach + 0.03 * Math.sin(2.1 * seconds + mirror) + tremor(seconds, 2),
    -0.28 - 0.16 * reach + tremor(seconds, 3),
  ]
  const orientation = multiply(
    about([0, 1, 0], mirror * radians(14 * Math.sin(0.9 * seconds))),
    multiply(about([1, 0, 0], radians(18 - 24 * reach)), about([0, 0, 1], mirror * radians(-22))),
  )
  const joints = [[...wrist, ...orientation]]
  for (const [finger, { root, lengths, spread, joints: names = USUAL }] of Object.entries(FINGERS)) {
    let q = multiply(orientation, about([0, 1, 0], mirror * radians(spread)))
    let p = add(wrist, rotate(orientation, [mirror * root[0], root[1], root[2]]))
    names.forEach((_, index) => {
      joints.push([...p, ...q])
      if (index === names.length - 1) return
      p = add(p, rotate(q, [0, 0, -lengths[index]]))
      const curl =
        finger === 'thumb' || finger === 'index-finger' ? 12 + 26 * pinch : 22 + 8 * Math.sin(1.1 * seconds + spread)
      q = multiply(q, about([1, 0, 0], -radians(curl)))
    })
  }
  return joints.map((values) => values.map((value) => Number(value.toFixed(5))))
}

const HERTZ = 30
const lost = {
  left: [
    [40, 52],
    [97, 99],
  ],
  right: [[70, 84]],
}
const isLost = (side, frame) => lost[side].some(([from, to]) => frame >= from && frame < to)
const frames = Array.from({ length: 4 * HERTZ }, (_, frame) => ({
  left: isLost('left', frame) ? null : hand(frame / HERTZ, 'left'),
  right: isLost('right', frame) ? null : hand(frame / HERTZ, 'right'),
}))
const lines = frames.map((frame) => JSON.stringify(frame)).join(',\n')
writeFileSync(
  new URL('../tests/fixtures/hands.json', import.meta.url),
  `{"hertz":${HERTZ},"joint":"x y z m, qx qy qz qw","frames":[\n${lines}\n]}\n`,
)
