import { type NodeData, PointCloud, TriMesh, Urdf } from 'vuer-xr'
import { colorOf, motionAt, sizeOf } from '../stream/motion.ts'
import { boxesOf } from '../stream/ours.ts'
import { hills, pointsOf, TRIANGLES } from './contents.ts'
import { ROBOT_TRIANGLES } from './robot.ts'

/** Something large, as our server is told it and as the bare page is. */
export interface Content {
  readonly name: string
  /** Of which so many are drawn when all of it is there. */
  readonly drawn: 'triangles' | 'points'
  readonly count: number
  /** Its nodes. The numbers in them are made once. */
  nodes(): NodeData[]
  /** What the bare page gets. */
  message(): Record<string, unknown>
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

const made = new Map<string, unknown>()

/** Numbers are made once: what they cost is not ours. */
function once<T>(name: string, make: () => T): T {
  if (!made.has(name)) made.set(name, make())
  return made.get(name) as T
}

const cloud = (name: string, count: number): Content => {
  const points = () => once(name, () => pointsOf(count))
  return {
    name,
    drawn: 'points',
    count,
    nodes: () => [PointCloud({ key: 'cloud', ...points(), size: 0.01 })],
    message: () => ({ show: 'points', vertices: bytesOf(points().vertices), colors: points().colors }),
  }
}

const mesh = () => once('hills', hills)

const BOXES = 10_000

export const CONTENTS: readonly Content[] = [
  cloud('1,000,000 points', 1_000_000),
  cloud('10,000,000 points', 10_000_000),
  {
    name: 'mesh of 500,000 triangles',
    drawn: 'triangles',
    count: TRIANGLES,
    nodes: () => [TriMesh({ key: 'hills', ...mesh(), color: '#8fb573' })],
    message() {
      const { vertices, faces } = mesh()
      return { show: 'mesh', vertices: bytesOf(vertices), faces: bytesOf(faces) }
    },
  },
  {
    name: 'URDF of 100 links',
    drawn: 'triangles',
    count: ROBOT_TRIANGLES,
    nodes: () => [Urdf({ key: 'robot', src: '/static/robot.urdf' })],
    message: () => ({ show: 'robot', src: '/static/robot.urdf' }),
  },
  {
    name: '10,000 boxes set at once',
    drawn: 'triangles',
    count: 12 * BOXES,
    nodes: () => boxesOf(BOXES),
    message: () => ({
      show: 'boxes',
      size: sizeOf(BOXES),
      nodes: motionAt(BOXES, 0).map((node, index) => ({ ...node, color: colorOf(index) })),
    }),
  },
]
