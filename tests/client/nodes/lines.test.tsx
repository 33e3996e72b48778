import { type InterleavedBufferAttribute, Vector3 } from 'three'
import { describe, expect, test, vi } from 'vitest'
import { halvesFromFloats } from '../../../protocol/index.ts'
import type { Polyline } from '../../../src/nodes/lines/Polyline.ts'
import type { LiveScene } from '../../../src/scene/LiveScene.ts'
import { drawnStage, node, testStage } from '../scene/testStage.tsx'

const told = (live: LiveScene) => [...live.problems.all.values()]
type Stage = Awaited<ReturnType<typeof testStage>>

/** The view is loaded with the first line. */
async function lineOf(stage: Stage, key: string): Promise<Polyline> {
  await vi.waitFor(
    async () => {
      await stage.settle()
      stage.object(key)
    },
    { timeout: 20_000 },
  )
  return stage.object<Polyline>(key)
}

/** The pieces as they are drawn: start and end of each. */
function pieces({ geometry }: Polyline, name = 'instance'): number[][] {
  const [start, end] = ['Start', 'End'].map(
    (which) => geometry.getAttribute(name + which) as InterleavedBufferAttribute,
  )
  const round = (value: number) => Math.round(value * 1e4) / 1e4 + 0
  return Array.from({ length: geometry.instanceCount }, (_, at) =>
    [start!.getX(at), start!.getY(at), start!.getZ(at), end!.getX(at), end!.getY(at), end!.getZ(at)].map(round),
  )
}

const corner = [
  [0, 0, 0],
  [1, 0, 0],
  [1, 2, 0],
]

test.each<[string, unknown]>([
  ['lists', corner],
  ['a flat list', corner.flat()],
  ['a Float32Array', new Float32Array(corner.flat())],
  ['half floats', halvesFromFloats(corner.flat())],
])('a line of %s goes from point to point', async (_form, points) => {
  const stage = await testStage({ children: [node('Line', 'l', { points, lineWidth: 3, color: 'red' })] })
  const line = await lineOf(stage, 'l')
  expect(pieces(line)).toEqual([
    [0, 0, 0, 1, 0, 0],
    [1, 0, 0, 1, 2, 0],
  ])
  expect([line.material.linewidth, line.material.color.getHexString()]).toEqual([3, 'ff0000'])
  expect(line.geometry.boundingSphere?.center.toArray()).toEqual([0.5, 1, 0])
  expect(told(stage.live)).toEqual([])
})

test('with segments each two points are a line for themselves', async () => {
  const points = [...corner, [5, 5, 5]]
  const line = await lineOf(await testStage({ children: [node('Line', 'l', { points, segments: true })] }), 'l')
  expect(pieces(line)).toEqual([
    [0, 0, 0, 1, 0, 0],
    [1, 2, 0, 5, 5, 5],
  ])
})

test('new points go into the same buffers until they need more room', async () => {
  const stage = await testStage({ children: [node('Line', 'l', { points: corner })] })
  const line = await lineOf(stage, 'l')
  const { geometry } = line
  let letGo = 0
  geometry.addEventListener('dispose', () => {
    letGo += 1
  })
  const move = (count: number, y: number) =>
    stage.apply({ op: 'update', nodes: [{ key: 'l', points: Array.from({ length: count }, (_, x) => [x, y, 0]) }] })
  await move(3, 4)
  expect(pieces(line)[1]).toEqual([1, 4, 0, 2, 4, 0])
  await move(2, 5)
  expect([pieces(line), line.geometry === geometry, letGo]).toEqual([[[0, 5, 0, 1, 5, 0]], true, 0])
  await move(9, 6)
  expect([pieces(line).at(-1), letGo]).toEqual([[7, 6, 0, 8, 6, 0], 1])
  const grown = line.geometry
  await move(12, 7)
  expect([pieces(line).at(-1), line.geometry === grown]).toEqual([[10, 7, 0, 11, 7, 0], true])
  await move(1, 0)
  expect(pieces(line)).toEqual([])
  expect(stage.object('l')).toBe(line)
})

test('colours of points are sRGB and win over one colour', async () => {
  const stage = await testStage({
    children: [
      node('Line', 'l', {
        points: corner,
        color: 'red',
        vertexColors: [
          [1, 0, 0],
          [0, 0.5, 0],
          [0, 0, 1],
        ],
      }),
    ],
  })
  const line = await lineOf(stage, 'l')
  expect([line.material.vertexColors, line.material.color.getHexString()]).toEqual([true, 'ffffff'])
  expect(pieces(line, 'instanceColor')[0]).toEqual([1, 0, 0, 0, 0.214, 0])
  await stage.apply({ op: 'update', nodes: [{ key: 'l', vertexColors: new Uint8Array([255, 0, 0]) }] })
  expect(told(stage.live)).toEqual(['Line "l": vertexColors: 3 numbers for 3 points: expected 9'])
  await stage.apply({ op: 'update', nodes: [{ key: 'l', vertexColors: null }] })
  expect([line.material.vertexColors, line.material.color.getHexString(), told(stage.live)]).toEqual([
    false,
    'ff0000',
    [],
  ])
})

test('dashes are measured along the line', async () => {
  const stage = await testStage({ children: [node('Line', 'l', { points: corner, dashed: true, gapSize: 0.1 })] })
  const line = await lineOf(stage, 'l')
  expect([line.material.dashed, line.material.dashSize, line.material.gapSize]).toEqual([true, 0.05, 0.1])
  expect(line.geometry.getAttribute('instanceDistanceEnd').getX(1)).toBe(3)
  await stage.apply({ op: 'update', nodes: [{ key: 'l', dashed: null, worldUnits: true, lineWidth: 0.02 }] })
  expect([line.material.dashed, line.material.worldUnits, line.material.linewidth]).toEqual([false, true, 0.02])
})

const ends = (line: Polyline) => [pieces(line)[0]!.slice(0, 3), pieces(line).at(-1)!.slice(3)]

test('a quadratic curve bends to its middle, or over the corner', async () => {
  const props = { start: [0, 1, 0], end: [2, 0, 0], segments: 2 }
  const stage = await testStage({
    children: [node('QuadraticBezierLine', 'a', { ...props, mid: [1, 5, 0] }), node('QuadraticBezierLine', 'b', props)],
  })
  expect(ends(await lineOf(stage, 'a'))).toEqual([
    [0, 1, 0],
    [2, 0, 0],
  ])
  expect(pieces(await lineOf(stage, 'a'))[0]?.slice(3)).toEqual([1, 2.75, 0])
  expect(pieces(await lineOf(stage, 'b'))[0]?.slice(3)).toEqual([1.5, 0.75, 0])
})

test('a cubic curve leaves its ends towards its points', async () => {
  const stage = await testStage({
    children: [
      node('CubicBezierLine', 'c', {
        vertexColors: [
          [1, 0, 0],
          [0, 0, 1],
        ],
      }),
    ],
  })
  const line = await lineOf(stage, 'c')
  expect(ends(line)).toEqual([
    [0, 0, 0],
    [1, 0, 0],
  ])
  expect(pieces(line)).toHaveLength(20)
  expect(pieces(line)[9]?.slice(3)).toEqual([0.5, 0.375, 0])
  expect(pieces(line, 'instanceColor').at(-1)?.slice(3)).toEqual([0, 0, 1])
})

test('a smooth curve goes through its points, and back if it is closed', async () => {
  const stage = await testStage({ children: [node('CatmullRomLine', 'c', { points: corner, curveType: 'chordal' })] })
  const line = await lineOf(stage, 'c')
  expect([pieces(line).length, pieces(line)[11]?.slice(3)]).toEqual([24, [1, 0, 0]])
  expect(ends(line)).toEqual([
    [0, 0, 0],
    [1, 2, 0],
  ])
  await stage.apply({ op: 'update', nodes: [{ key: 'c', closed: true, segments: 30 }] })
  expect([pieces(line).length, new Vector3(...ends(line)[1]!).length()]).toEqual([30, 0])
})

test.each([
  ['Line', { points: [[0, 0]] }, 'points: expected 3 numbers for each vertex'],
  ['CatmullRomLine', { curveType: 'wild' }, 'curveType: expected "centripetal", "chordal" or "catmullrom"'],
  ['CubicBezierLine', { midA: [1, 2] }, 'midA: expected 3 numbers'],
  ['CubicBezierLine', { segments: 0.5 }, 'segments: expected a whole number from 1 to 100000'],
  ['Line', { vertexColors: [300, 0, 0], points: corner }, 'vertexColors: expected 3 or 4 numbers for each colour'],
])('%s with %j tells what is wrong', async (tag, props, problem) => {
  const stage = await testStage({ children: [node(tag, 'l', props)] })
  await lineOf(stage, 'l')
  expect(told(stage.live).join()).toContain(`${tag} "l": ${problem}`)
})

test('a line that goes leaves nothing', async () => {
  const stage = await testStage({ children: [node('Line', 'l', { points: corner })] })
  const line = await lineOf(stage, 'l')
  const gone: string[] = []
  line.geometry.addEventListener('dispose', () => gone.push('geometry'))
  line.material.addEventListener('dispose', () => gone.push('material'))
  await stage.apply({ op: 'remove', keys: ['l'] })
  expect([gone, stage.find('l')]).toEqual([['geometry', 'material'], undefined])
})

const placesOf = (stage: Awaited<ReturnType<typeof testStage>>) => {
  const { geometry } = stage.all('LineSegments2').concat(stage.all('Line2'))[0] as Polyline
  const { instanceStart, instanceEnd } = geometry.attributes
  const count = geometry.instanceCount
  const at = (attribute: typeof instanceStart, index: number) =>
    [attribute!.getX(index), attribute!.getY(index), attribute!.getZ(index)].map(
      (number) => Math.round(100 * number) / 100,
    )
  return [...Array.from({ length: count }, (_, index) => at(instanceStart, index)), at(instanceEnd, count - 1)]
}

test('a Trail goes where the node inside it has been, in the scene or with itself, and only so far back', async () => {
  const stage = await drawnStage({
    children: [
      node('Trail', 'trail', { position: [0, 1, 0], length: 0.3, width: 2, color: '#00ff00' }, node('Box', 'tool')),
    ],
  })
  const trail = () => stage.all('LineSegments2').concat(stage.all('Line2'))[0] as Polyline
  const places = () => placesOf(stage)
  for (const x of [1, 1, 2]) await stage.apply({ op: 'update', nodes: [{ key: 'tool', position: [x, 0, 0] }] })
  expect(places()).toEqual([
    [0, 1, 0],
    [1, 1, 0],
    [2, 1, 0],
  ])
  expect(trail().material).toMatchObject({ worldUnits: true, linewidth: 0.2 })
  expect(trail().material.color.getHexString()).toBe('00ff00')
  await stage.apply({ op: 'update', nodes: [{ key: 'tool', position: [3, 0, 0] }] })
  expect(places()).toEqual([
    [1, 1, 0],
    [2, 1, 0],
    [3, 1, 0],
  ])
  await stage.apply({ op: 'update', nodes: [{ key: 'trail', hide: true }] })
  expect(trail().visible).toBe(false)
  await stage.apply({ op: 'update', nodes: [{ key: 'trail', hide: false, local: true }] })
  await stage.apply({ op: 'update', nodes: [{ key: 'tool', position: [4, 0, 0] }] })
  expect(places()).toEqual([
    [3, 0, 0],
    [4, 0, 0],
  ])
  expect(stage.heard).toEqual([])
})

test('a Trail forgets as many places for a new one as it decays, and gets thinner towards the oldest', async () => {
  const trail = node('Trail', 'trail', { length: 0.6, decay: 2, attenuation: 'squared' }, node('Box', 'tool'))
  const stage = await drawnStage({ children: [trail] })
  for (const x of [1, 2, 3, 4]) await stage.apply({ op: 'update', nodes: [{ key: 'tool', position: [x, 0, 0] }] })
  expect(placesOf(stage).map(([x]) => x)).toEqual([2, 3, 4])
  const { material } = stage.all('LineSegments2').concat(stage.all('Line2'))[0] as Polyline
  const taper = () => [material.uniforms.taperPower!.value, material.uniforms.pieceCount!.value]
  expect(taper()).toEqual([2, 2])
  await stage.apply({ op: 'update', nodes: [{ key: 'trail', decay: null, attenuation: null }] })
  await stage.apply({ op: 'update', nodes: [{ key: 'tool', position: [5, 0, 0] }] })
  expect([taper(), placesOf(stage).map(([x]) => x)]).toEqual([
    [0, 3],
    [2, 3, 4, 5],
  ])
})

describe('where pictures are rare, a Trail', () => {
  const moving = async (props = {}) => {
    const trail = node('Trail', 'trail', props, node('Group', 'arm', {}, node('Box', 'tool')))
    const stage = await drawnStage({ children: [node('Group', 'base', {}, trail)] })
    stage.frame()
    return stage
  }
  const across = (count: number) => Array.from({ length: count }, (_, index) => (index + 1) / 100)
  const xs = (stage: Awaited<ReturnType<typeof testStage>>) => placesOf(stage).map(([x]) => x)

  test('has every place that the script sent its node to between them, and what it stands in', async () => {
    const stage = await moving()
    for (const x of across(5)) stage.live.apply({ op: 'update', nodes: [{ key: 'arm', position: [x, 0, 0] }] })
    for (const x of across(5)) stage.live.apply({ op: 'update', nodes: [{ key: 'base', position: [x, 0, 0] }] })
    stage.live.apply({ op: 'update', nodes: [{ key: 'tool', position: [9, 0, 0] }] })
    stage.frame(0.2)
    expect(xs(stage)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1])
  })

  test('has at most 60 in a second, spread evenly, and the last one', async () => {
    const stage = await moving()
    for (const x of across(100)) stage.live.apply({ op: 'update', nodes: [{ key: 'arm', position: [x, 0, 0] }] })
    stage.frame(0.1)
    expect(xs(stage)).toEqual([0, 0.17, 0.34, 0.51, 0.67, 0.84, 1])
    for (const x of across(10)) stage.live.apply({ op: 'update', nodes: [{ key: 'arm', position: [x, 0, 0] }] })
    stage.frame(1 / 90)
    expect(xs(stage).slice(6)).toEqual([1, 0.1])
  })

  test('has also those that came late, after a picture without any', async () => {
    const stage = await moving()
    stage.frame(0.1)
    for (const x of across(5)) stage.live.apply({ op: 'update', nodes: [{ key: 'arm', position: [x, 0, 0] }] })
    stage.frame()
    expect(xs(stage)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05])
  })

  test('goes by pictures alone when it has an interval', async () => {
    const stage = await moving({ interval: 2 })
    stage.frame()
    for (const x of across(5)) stage.live.apply({ op: 'update', nodes: [{ key: 'arm', position: [x, 0, 0] }] })
    stage.frame(0.2)
    stage.frame(0.2)
    expect(xs(stage)).toEqual([0, 0.05])
  })

  test('keeps no more than it remembers, however long no picture is drawn', async () => {
    const stage = await moving({ length: 0.3 })
    for (const x of across(100)) stage.live.apply({ op: 'update', nodes: [{ key: 'arm', position: [x, 0, 0] }] })
    stage.frame(60)
    expect(xs(stage)).toEqual([0.98, 0.99, 1])
  })
})
