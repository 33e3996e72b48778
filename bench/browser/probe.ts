// Runs in any page before its own scripts, and looks at it through the door that three.js has for its developer tools.
import type { Camera, InstancedMesh, Object3D, Scene, WebGLRenderer } from 'three'
import { DEPTH_PER_TICK, FIRST_KEY } from '../stream/motion.ts'
import type { Facts, Recording } from './Recording.ts'

const recording: Recording = {
  frames: [],
  pictures: 0,
  renderMs: 0,
  callbackMs: 0,
  messageMs: 0,
  uploads: [],
  longestMs: 0,
  messages: 0,
  bytes: 0,
}
let factsOfDrawing = (): Facts => ({})
const devtools = new EventTarget()
Object.assign(globalThis, { __THREE_DEVTOOLS__: devtools, recording, factsOfDrawing: () => factsOfDrawing() })

devtools.addEventListener('observe', (event) => {
  const { detail } = event as CustomEvent<Partial<WebGLRenderer>>
  if (detail.render) watch(detail as WebGLRenderer)
})

function watch(renderer: WebGLRenderer): void {
  const render = renderer.render.bind(renderer)
  let tick: (() => number) | undefined
  renderer.render = (scene: Object3D, camera: Camera) => {
    const start = performance.now()
    render(scene, camera)
    const end = performance.now()
    recording.renderMs += end - start
    for (const encodedBytes of uploaded.splice(0)) {
      recording.uploads.push({ at: performance.timeOrigin + end, encodedBytes })
    }
    if (renderer.getRenderTarget() && !(renderer.xr.enabled && renderer.xr.isPresenting)) {
      recording.pictures += 1
      return
    }
    tick ??= tickOf(scene)
    const { triangles, points } = renderer.info.render
    recording.frames.push({ at: performance.timeOrigin + end, tick: tick?.() ?? -1, triangles, points })
    factsOfDrawing = () => factsOf(renderer, scene as Scene)
  }
}

/** Reads the tick off the first thing that moves: a node, or the first instance of a set. */
function tickOf(scene: Object3D): (() => number) | undefined {
  const first = scene.getObjectByName(FIRST_KEY)
  if (!first) return undefined
  let instances: InstancedMesh | undefined
  first.traverse((object) => {
    if ((object as Partial<InstancedMesh>).isInstancedMesh) instances ??= object as InstancedMesh
  })
  const depth = instances ? () => instances!.instanceMatrix.array[14] ?? 0 : () => first.position.z
  return () => Math.round(depth() / DEPTH_PER_TICK)
}

/** Pages that are compared must draw the same. */
const factsOf = (renderer: WebGLRenderer, scene: Scene): Facts => ({
  triangles: renderer.info.render.triangles,
  points: renderer.info.render.points,
  width: renderer.domElement.width,
  height: renderer.domElement.height,
  antialias: renderer.getContextAttributes()?.antialias ? 1 : 0,
  toneMapping: renderer.toneMapping,
  shadows: renderer.shadowMap.enabled ? 1 : 0,
  fog: scene.fog ? 1 : 0,
  calls: renderer.info.render.calls,
  textures: renderer.info.memory.textures,
  geometries: renderer.info.memory.geometries,
})

function timed(field: 'callbackMs' | 'messageMs', work: () => void): void {
  const start = performance.now()
  try {
    work()
  } finally {
    const took = performance.now() - start
    recording[field] += took
    recording.longestMs = Math.max(recording.longestMs, took)
  }
}

/** Which pictures went to the graphics card since the last render() returned. */
const uploaded: number[] = []
const encodedBytesOf = new WeakMap<object, number>()
const decode = globalThis.createImageBitmap as (...args: unknown[]) => Promise<ImageBitmap>
globalThis.createImageBitmap = (async (source: unknown, ...rest: unknown[]) => {
  const picture = await decode.call(globalThis, source, ...rest)
  if (source instanceof Blob) encodedBytesOf.set(picture, source.size)
  return picture
}) as typeof createImageBitmap
/** A worker that decodes gets bytes in a message with an id, and answers with a picture and the same id. */
interface Message {
  readonly id?: unknown
}
const bytesOf = (value: unknown): number | undefined =>
  value instanceof Blob ? value.size : ArrayBuffer.isView(value) ? value.byteLength : undefined
const asked = new WeakMap<Worker, Map<unknown, number>>()
const { postMessage } = Worker.prototype
Worker.prototype.postMessage = function (this: Worker, message: Message, ...rest: unknown[]) {
  const encodedBytes = Object.values(message ?? {})
    .map(bytesOf)
    .find(Boolean)
  if (encodedBytes !== undefined) {
    if (!asked.has(this)) asked.set(this, new Map())
    asked.get(this)!.set(message.id, encodedBytes)
  }
  Reflect.apply(postMessage, this, [message, ...rest])
} as typeof postMessage
function noteAnswer(worker: Worker, message: Message): void {
  const encodedBytes = asked.get(worker)?.get(message?.id)
  asked.get(worker)?.delete(message?.id)
  const picture = Object.values(message ?? {}).find((value) => value instanceof ImageBitmap)
  if (picture && encodedBytes !== undefined) encodedBytesOf.set(picture, encodedBytes)
}
for (const name of ['texImage2D', 'texSubImage2D'] as const) {
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => void>
  const upload = prototype[name]!
  prototype[name] = function (this: unknown, ...args) {
    const bytes = encodedBytesOf.get(args.at(-1) as object)
    if (bytes !== undefined) uploaded.push(bytes)
    upload.apply(this, args)
  }
}

const nextFrame = globalThis.requestAnimationFrame.bind(globalThis)
globalThis.requestAnimationFrame = (callback) => nextFrame((time) => timed('callbackMs', () => callback(time)))

type Listener = (event: MessageEvent) => void

/** Times the listeners of a kind of target, and counts what came where `counts` says so. */
function timeMessages(prototype: WebSocket | Worker, counts: boolean): void {
  const around = new WeakMap<Listener, Listener>()
  const timedListener = (listener: Listener): Listener => {
    const known = around.get(listener)
    if (known) return known
    const made: Listener = function (this: unknown, event) {
      if (counts) {
        recording.messages += 1
        recording.bytes += (event.data as Partial<ArrayBuffer>).byteLength ?? String(event.data).length
      } else noteAnswer(this as unknown as Worker, event.data)
      timed('messageMs', () => listener.call(this, event))
    }
    around.set(listener, made)
    return made
  }
  const { set } = Object.getOwnPropertyDescriptor(prototype, 'onmessage')!
  const given = new WeakMap<object, Listener | null>()
  Object.defineProperty(prototype, 'onmessage', {
    configurable: true,
    get() {
      return given.get(this) ?? null
    },
    set(listener: Listener | null) {
      given.set(this, listener)
      set?.call(this, listener && timedListener(listener))
    },
  })
  const { addEventListener, removeEventListener } = prototype
  prototype.addEventListener = function (this: EventTarget, type: string, listener: Listener, options?: object) {
    const heard = type === 'message' && typeof listener === 'function' ? timedListener(listener) : listener
    addEventListener.call(this, type as 'message', heard as never, options)
  } as never
  prototype.removeEventListener = function (this: EventTarget, type: string, listener: Listener, options?: object) {
    const heard = type === 'message' && typeof listener === 'function' ? timedListener(listener) : listener
    removeEventListener.call(this, type as 'message', heard as never, options)
  } as never
}
timeMessages(WebSocket.prototype, true)
timeMessages(Worker.prototype, false)
