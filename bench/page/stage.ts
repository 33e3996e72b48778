// What every bare page has: renderer, camera and lights as our page has them, and a socket.
import { Decoder } from '@msgpack/msgpack'
import {
  ACESFilmicToneMapping,
  AmbientLight,
  Color,
  DirectionalLight,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three'
import { BACKGROUND, CAMERA, LIGHT } from '../stream/motion.ts'

export const renderer = new WebGLRenderer({ antialias: true, alpha: true, powerPreference: 'high-performance' })
renderer.toneMapping = ACESFilmicToneMapping
renderer.shadowMap.enabled = true
renderer.shadowMap.type = PCFShadowMap
renderer.setSize(innerWidth, innerHeight)
document.body.append(renderer.domElement)

export const scene = new Scene()
scene.background = new Color(BACKGROUND)
export const camera = new PerspectiveCamera(CAMERA.fov, innerWidth / innerHeight, 0.1, 1000)
camera.position.set(...CAMERA.position)
const sun = new DirectionalLight('#ffffff', LIGHT.directional)
sun.position.set(...LIGHT.position)
scene.add(new AmbientLight('#ffffff', LIGHT.ambient), sun)

export const parameters = new URLSearchParams(location.search)

/** Decodes what comes and hands it to `listener`. */
export function connect<Message>(listener: (message: Message) => void): WebSocket {
  const decoder = new Decoder()
  const socket = new WebSocket(`wss://${location.host}/socket`)
  socket.binaryType = 'arraybuffer'
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => listener(decoder.decode(new Uint8Array(data)) as Message)
  return socket
}

/** A frame whenever the display has one. */
export const drawAlways = (): void => renderer.setAnimationLoop(() => renderer.render(scene, camera))
