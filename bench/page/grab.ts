import { BoxGeometry, Mesh, MeshStandardMaterial } from 'three'
import { colorOf, positionAt, sizeOf } from '../stream/motion.ts'
import { camera, connect, drawAlways, parameters, renderer, scene } from './stage.ts'

interface Question {
  type: string
  quality: number
}

const count = Number(parameters.get('count'))
const geometry = new BoxGeometry(sizeOf(count), sizeOf(count), sizeOf(count))
for (let index = 0; index < count; index++) {
  const box = new Mesh(geometry, new MeshStandardMaterial({ color: colorOf(index) }))
  box.position.set(...positionAt(index, 0, count))
  scene.add(box)
}

const socket = connect<Question>(({ type, quality }) => {
  renderer.render(scene, camera)
  renderer.domElement.toBlob((blob) => blob && socket.send(blob), type, quality)
})
drawAlways()
