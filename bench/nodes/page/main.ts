// The reference: what a page must do at least to show these messages. Renderer and materials are those of our page.
import { Decoder } from '@msgpack/msgpack'
import {
  ACESFilmicToneMapping,
  AmbientLight,
  BoxGeometry,
  Color,
  DirectionalLight,
  Mesh,
  MeshStandardMaterial,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three'
import { BACKGROUND, CAMERA, colorOf, keyOf, LIGHT, positionAt, SIZE } from '../boxes.ts'

interface Update {
  data: { nodes: { key: string; position: [number, number, number] }[] }
}

const renderer = new WebGLRenderer({ antialias: true, alpha: true, powerPreference: 'high-performance' })
renderer.toneMapping = ACESFilmicToneMapping
renderer.shadowMap.enabled = true
renderer.shadowMap.type = PCFShadowMap
renderer.setSize(innerWidth, innerHeight)
document.body.append(renderer.domElement)

const scene = new Scene()
scene.background = new Color(BACKGROUND)
const camera = new PerspectiveCamera(CAMERA.fov, innerWidth / innerHeight, 0.1, 1000)
camera.position.set(...CAMERA.position)
const sun = new DirectionalLight('#ffffff', LIGHT.directional)
sun.position.set(...LIGHT.position)
scene.add(new AmbientLight('#ffffff', LIGHT.ambient), sun)

const boxes = new Map<string, Mesh>()
const geometry = new BoxGeometry(SIZE, SIZE, SIZE)
for (let index = 0; index < Number(new URLSearchParams(location.search).get('boxes')); index++) {
  const box = new Mesh(geometry, new MeshStandardMaterial({ color: colorOf(index) }))
  box.name = keyOf(index)
  box.position.set(...positionAt(index, 0))
  boxes.set(box.name, box)
  scene.add(box)
}

const decoder = new Decoder()
const socket = new WebSocket(`wss://${location.host}/socket`)
socket.binaryType = 'arraybuffer'
socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
  const update = decoder.decode(new Uint8Array(data)) as Update
  for (const { key, position } of update.data.nodes) boxes.get(key)?.position.set(...position)
}
renderer.setAnimationLoop(() => renderer.render(scene, camera))
