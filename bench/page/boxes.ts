import { BoxGeometry, Mesh, MeshStandardMaterial } from 'three'
import { colorOf, keyOf, positionAt, sizeOf } from '../stream/motion.ts'
import { connect, drawAlways, parameters, scene } from './stage.ts'

interface Update {
  data: { nodes: { key: string; position: [number, number, number] }[] }
}

const count = Number(parameters.get('count'))
const boxes = new Map<string, Mesh>()
const size = sizeOf(count)
const geometry = new BoxGeometry(size, size, size)
for (let index = 0; index < count; index++) {
  const box = new Mesh(geometry, new MeshStandardMaterial({ color: colorOf(index) }))
  box.name = keyOf(index)
  box.position.set(...positionAt(index, 0, count))
  boxes.set(box.name, box)
  scene.add(box)
}

connect<Update>(({ data }) => {
  for (const { key, position } of data.nodes) boxes.get(key)?.position.set(...position)
})
drawAlways()
