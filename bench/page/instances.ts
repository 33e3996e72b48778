import { BoxGeometry, Color, InstancedMesh, Matrix4, MeshStandardMaterial } from 'three'
import { colorOf, FIRST_KEY, positionAt, sizeOf } from '../stream/motion.ts'
import { connect, drawAlways, parameters, scene } from './stage.ts'

interface Update {
  data: { nodes: [{ positions: Uint8Array }] }
}

const count = Number(parameters.get('count'))
const size = sizeOf(count)
const boxes = new InstancedMesh(new BoxGeometry(size, size, size), new MeshStandardMaterial(), count)
boxes.name = FIRST_KEY
for (let index = 0; index < count; index++) {
  boxes.setMatrixAt(index, new Matrix4().setPosition(...positionAt(index, 0, count)))
  boxes.setColorAt(index, new Color(colorOf(index)))
}
scene.add(boxes)

const { array } = boxes.instanceMatrix
connect<Update>(({ data }) => {
  const [{ positions: bytes }] = data.nodes
  const positions = new Float32Array(bytes.slice().buffer)
  for (let index = 0; index < count; index++) {
    array[16 * index + 12] = positions[3 * index]!
    array[16 * index + 13] = positions[3 * index + 1]!
    array[16 * index + 14] = positions[3 * index + 2]!
  }
  boxes.instanceMatrix.needsUpdate = true
})
drawAlways()
