import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  Points,
  PointsMaterial,
} from 'three'
import { connect, drawAlways, scene } from './stage.ts'

type Content =
  | { show: 'points'; vertices: Uint8Array; colors: Uint8Array }
  | { show: 'mesh'; vertices: Uint8Array; faces: Uint8Array }
  | { show: 'boxes'; size: number; nodes: { key: string; position: [number, number, number]; color: string }[] }
  | { show: 'robot'; src: string }

/** Copied, because the bytes lie anywhere in the message. */
const floatsOf = (bytes: Uint8Array) => new Float32Array(bytes.slice().buffer)

async function objectOf(content: Content): Promise<Object3D[]> {
  switch (content.show) {
    case 'points': {
      const geometry = new BufferGeometry()
      geometry.setAttribute('position', new BufferAttribute(floatsOf(content.vertices), 3))
      geometry.setAttribute('color', new BufferAttribute(content.colors, 3, true))
      return [new Points(geometry, new PointsMaterial({ size: 0.01, vertexColors: true, toneMapped: false }))]
    }
    case 'mesh': {
      const geometry = new BufferGeometry()
      geometry.setAttribute('position', new BufferAttribute(floatsOf(content.vertices), 3))
      geometry.setIndex(new BufferAttribute(new Uint32Array(content.faces.slice().buffer), 1))
      geometry.computeVertexNormals()
      return [new Mesh(geometry, new MeshStandardMaterial({ color: '#8fb573', side: DoubleSide }))]
    }
    case 'boxes': {
      const geometry = new BoxGeometry(content.size, content.size, content.size)
      return content.nodes.map(({ key, position, color }) => {
        const box = new Mesh(geometry, new MeshStandardMaterial({ color }))
        box.name = key
        box.position.set(...position)
        return box
      })
    }
    case 'robot': {
      const { default: URDFLoader } = await import('urdf-loader')
      return [await new URDFLoader().loadAsync(content.src)]
    }
    default:
      return content satisfies never
  }
}

connect<Content>(async (content) => {
  scene.add(...(await objectOf(content)))
})
drawAlways()
