import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, number, placementProps, positive, string } from './schemas.ts'

const numbers = v.union([
  v.array(v.number()),
  v.instance(Float32Array) as v.GenericSchema<Float32Array>,
  v.instance(Float64Array) as v.GenericSchema<Float64Array>,
])

/** One list for all keyframes, or a list for each of them. */
const valuesOf = (size: number) =>
  v.pipe(
    v.union([
      numbers,
      v.array(
        v.pipe(
          numbers,
          v.check((entry) => entry.length === size, `expected ${size} numbers`),
        ),
      ),
    ]),
    v.check(
      (list) => typeof list[0] !== 'number' || list.length % size === 0,
      `expected ${size} numbers for each keyframe`,
    ),
  )

const times = prop(
  v.pipe(
    numbers,
    v.check((list) => list.every((time, index) => index === 0 || time > list[index - 1]!), 'expected times that grow'),
    v.check((list) => list.length > 0 && list[0]! >= 0, 'expected one time or more, from 0'),
  ),
  'When each keyframe is reached.',
  { unit: 's', default: [0] },
)
const target = (property: string) =>
  prop(
    v.pipe(
      v.string(),
      v.check((name) => /^[^.]+\.\w+$/.test(name), `expected a key and a property, such as "arm.${property}"`),
    ),
    `Which node (or bone) it moves, and which property: \`arm.${property}\`.`,
    { default: `object.${property}` },
  )

export const AnimationClip = defineNode({
  tag: 'AnimationClip',
  doc: 'Tracks that run together. It stands in a `ThreeAnimate` or `PlaybackAnimate`, with its tracks inside it.',
  props: {
    name: prop(string, 'What it is called.'),
    duration: prop(positive, 'How long it is; as long as its longest track, if nothing is written.', { unit: 's' }),
  },
})
export const VectorTrack = defineNode({
  tag: 'VectorTrack',
  doc: 'Keyframes of a position or a scale.',
  props: {
    name: target('position'),
    times,
    values: prop(valuesOf(3), 'x, y and z at each time: one list of all, or a list of lists.', { default: [0, 0, 0] }),
  },
})
export const QuaternionTrack = defineNode({
  tag: 'QuaternionTrack',
  doc: 'Keyframes of an orientation.',
  props: {
    name: target('quaternion'),
    times,
    values: prop(valuesOf(4), 'x, y, z and w at each time: one list of all, or a list of lists.', {
      default: [0, 0, 0, 1],
    }),
  },
})

const animate = {
  ...placementProps,
  clipIndex: prop(number, 'Which of its clips it plays, counted from 0.', { default: 0 }),
}
export const ThreeAnimate = defineNode({
  tag: 'ThreeAnimate',
  doc: 'Moves what is inside it by one of its `AnimationClip`s, on the page itself: nothing travels while it plays. Where a track has no say, the script does.',
  props: {
    ...animate,
    play: prop(boolean, 'Whether it plays; if not, it rests where it is.', { default: true }),
    speed: prop(number, 'Speed; below 0 it goes backwards.', { default: 1 }),
    loop: prop(boolean, 'Whether it begins again at the end.', { default: true }),
  },
})
export const PlaybackAnimate = defineNode({
  tag: 'PlaybackAnimate',
  doc: 'The same, at the time that `TimelineControls` shows.',
  props: animate,
})
