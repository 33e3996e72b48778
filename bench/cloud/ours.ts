import {
  decodeFrame,
  encodeFrame,
  halvesFromFloats,
  operationMessage,
  PointCloud,
  readServerMessage,
  SceneGraph,
} from '../../protocol/index.ts'
import { Cloud } from '../../src/nodes/clouds/Cloud.ts'
import { clouds, timed } from './points.ts'

/** The whole way, but for the socket and the graphics card. */
export function ours(form: 'float32' | 'float16') {
  const given = clouds.map(({ vertices, colors }) => ({
    vertices: form === 'float32' ? vertices : halvesFromFloats(vertices),
    colors,
  }))
  const graph = new SceneGraph()
  graph.apply({ op: 'add', nodes: [PointCloud({ key: 'cloud' })], to: null })
  const cloud = new Cloud()
  return timed((which) => {
    const nodes = [PointCloud.patch({ key: 'cloud', ...given[which]! })]
    const frame = encodeFrame(operationMessage({ op: 'update', nodes }, 0), 'vuer-xr')
    const message = readServerMessage(decodeFrame(frame))
    if (message.kind === 'operation') graph.apply(message.operation)
    const { vertices, colors } = graph.get('cloud')!.props
    cloud.show(vertices, colors)
    cloud.geometry.computeBoundingSphere()
  })
}
