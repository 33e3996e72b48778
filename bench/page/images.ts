import { LinearFilter, Mesh, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace, Texture } from 'three'
import { connect, drawAlways, scene } from './stage.ts'

interface Message {
  pictures: Uint8Array<ArrayBuffer>[]
}

/** A plane that fills the view, and the picture on it. */
const planes = [0, 1].map((index) => {
  const texture = new Texture<ImageBitmap>()
  texture.flipY = false
  texture.generateMipmaps = false
  texture.minFilter = LinearFilter
  texture.colorSpace = SRGBColorSpace
  const material = new MeshBasicMaterial({ map: texture, toneMapped: false })
  const plane = new Mesh(new PlaneGeometry(60, 35), material)
  plane.scale.y = -1
  plane.position.z = -index
  plane.visible = false
  return { plane, texture, isDecoding: false }
})
scene.add(...planes.map(({ plane }) => plane))

connect<Message>(({ pictures }) => {
  planes.forEach(async (eye, index) => {
    // One that comes meanwhile is left out.
    if (eye.isDecoding) return
    eye.isDecoding = true
    const picture = await createImageBitmap(new Blob([pictures[index]!], { type: 'image/jpeg' }))
    const before = eye.texture.image
    eye.texture.image = picture
    eye.texture.needsUpdate = true
    eye.plane.visible = true
    before?.close()
    eye.isDecoding = false
  })
})
drawAlways()
