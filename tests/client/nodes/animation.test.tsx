import { act } from '@react-three/test-renderer'
import { Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import { AnimationClip, QuaternionTrack, VectorTrack } from '../../../protocol/index.ts'
import { playbackOf } from '../../../src/nodes/animation/Playback.ts'
import { node, testStage } from '../scene/testStage.tsx'

const clip = (key: string, ...tracks: ReturnType<typeof node>[]) => node('AnimationClip', key, {}, ...tracks)
const slide = (key: string, to: number) =>
  node('VectorTrack', key, { name: 'arm.position', times: [0, 2], values: [0, 0, 0, to, 0, 0] })

async function animated(...children: Parameters<typeof node>[]) {
  await import('../../../src/nodes/animation/Animate.tsx')
  const stage = await testStage({ children: children.map((child) => node(...child)) })
  await stage.settle()
  await stage.settle()
  return stage
}
type Stage = Awaited<ReturnType<typeof animated>>
/** Seconds of the page, in frames of a tenth. */
const pass = (stage: Stage, seconds: number) =>
  act(async () => {
    for (let tenth = 0; tenth < Math.round(seconds * 10); tenth += 1) {
      for (const { ref, store } of stage.state().internal.subscribers) ref.current(store.getState(), 0.1)
    }
  })
const x = (stage: Stage) => Math.round(stage.object('arm').position.x * 100) / 100

describe('ThreeAnimate', () => {
  test('moves what is inside it along its tracks, and its props change that while it plays', async () => {
    const stage = await animated([
      'ThreeAnimate',
      'run',
      { loop: false },
      clip('there', slide('t', 10)),
      node('Box', 'arm', { position: [5, 5, 5] }),
    ])
    await pass(stage, 1 - 1 / 60)
    expect(x(stage)).toBeGreaterThan(4)
    expect(x(stage)).toBeLessThan(6)
    const arm = stage.object('arm')
    await stage.apply({ op: 'update', nodes: [{ key: 'run', play: false }] })
    const rested = x(stage)
    await pass(stage, 1)
    expect(x(stage)).toBe(rested)
    await stage.apply({ op: 'update', nodes: [{ key: 'run', play: true, speed: 2 }] })
    await pass(stage, 2)
    expect(x(stage)).toBe(10)
    expect(stage.object('arm')).toBe(arm)
  })

  test('plays another clip when asked, and a track that was changed', async () => {
    const stage = await animated([
      'ThreeAnimate',
      'run',
      { loop: false, speed: 100 },
      clip('a', slide('ta', 10)),
      clip('b', slide('tb', -4)),
      node('Box', 'arm'),
    ])
    await pass(stage, 0.2)
    expect(x(stage)).toBe(10)
    await stage.apply({ op: 'update', nodes: [{ key: 'run', clipIndex: 1 }] })
    await pass(stage, 0.2)
    expect(x(stage)).toBe(-4)
    await stage.apply({
      op: 'update',
      nodes: [
        {
          key: 'tb',
          values: [
            [0, 0, 0],
            [7, 0, 0],
          ],
        },
      ],
    })
    await stage.settle()
    await pass(stage, 0.2)
    expect(x(stage)).toBe(7)
    await stage.apply({ op: 'update', nodes: [{ key: 'run', clipIndex: 5 }] })
    expect(stage.live.problems.all.get('run')).toBe('ThreeAnimate "run": clipIndex: expected 0 to 1, got 5')
  })

  test('turns by quaternions, and says of a track that does not fit that it does not', async () => {
    const half = Math.SQRT1_2
    const stage = await animated([
      'ThreeAnimate',
      'run',
      { loop: false, speed: 100 },
      clip(
        'turn',
        node('QuaternionTrack', 'q', { name: 'arm.quaternion', times: [0, 1], values: [0, 0, 0, 1, 0, half, 0, half] }),
        node('VectorTrack', 'short', { name: 'arm.position', times: [0, 1, 2], values: [0, 0, 0] }),
      ),
      node('Box', 'arm'),
    ])
    await pass(stage, 0.2)
    const { quaternion } = stage.object('arm')
    expect(new Vector3(0, 0, 1).applyQuaternion(quaternion).x).toBeCloseTo(1)
    expect(quaternion.angleTo(new Quaternion(0, half, 0, half))).toBeCloseTo(0)
    expect(stage.live.problems.all.get('short')).toBe(
      'VectorTrack "short": values: expected 3 numbers for each of 3 times, got 3',
    )
    expect(stage.heard, 'it is said once').toHaveLength(1)
    await stage.apply({ op: 'update', nodes: [{ key: 'short', times: [0] }] })
    expect(stage.live.problems.all.size).toBe(0)
  })

  test('leaves nothing behind', async () => {
    const stage = await animated(['ThreeAnimate', 'run', {}, clip('a', slide('t', 1)), node('Box', 'arm')])
    await stage.apply({ op: 'remove', keys: ['run'] })
    await pass(stage, 0.2)
    expect(stage.find('arm')).toBeUndefined()
    expect(stage.live.problems.all.size).toBe(0)
  })
})

test('PlaybackAnimate is where the timeline is, and stays at the end', async () => {
  const stage = await animated(['PlaybackAnimate', 'run', {}, clip('a', slide('t', 10)), node('Box', 'arm')])
  const playback = playbackOf(stage.live)
  for (const [seconds, expected] of [
    [1, 5],
    [0.5, 2.5],
    [2, 10],
    [9, 10],
  ] as const) {
    playback.seek(seconds)
    await pass(stage, 0.1)
    expect(x(stage)).toBe(expected)
  }
})

test('tracks that make no sense are refused where they are written', () => {
  expect(() => VectorTrack({ key: 't', name: 'arm' })).toThrow(
    'VectorTrack "t": name: expected a key and a property, such as "arm.position"',
  )
  expect(() => VectorTrack({ key: 't', times: [0, 2, 1] })).toThrow('times: expected times that grow')
  expect(() => QuaternionTrack({ key: 't', values: [1, 2, 3] })).toThrow('values: expected 4 numbers for each keyframe')
  expect(() => VectorTrack({ key: 't', values: [[1, 2]] })).toThrow('values[0]: expected 3 numbers')
  expect(AnimationClip({ key: 'c' }, VectorTrack({ key: 't', values: [[1, 2, 3]] })).children).toHaveLength(1)
})
