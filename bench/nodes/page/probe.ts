// Runs in either page before its own scripts, and looks at it through the door that three.js has for its developer tools.
import type { Camera, Object3D, Scene, WebGLRenderer } from 'three'
import { DEPTH_PER_TICK, keyOf } from '../boxes.ts'
import type { Recording } from '../Recording.ts'

const recording: Recording = { frames: [], renderMs: 0, facts: {} }
const devtools = new EventTarget()
Object.assign(globalThis, { __THREE_DEVTOOLS__: devtools, recording })

devtools.addEventListener('observe', (event) => {
  const { detail } = event as CustomEvent<Partial<WebGLRenderer>>
  if (detail.render) watch(detail as WebGLRenderer)
})

function watch(renderer: WebGLRenderer): void {
  const render = renderer.render.bind(renderer)
  let first: Object3D | undefined
  renderer.render = (scene: Object3D, camera: Camera) => {
    const start = performance.now()
    render(scene, camera)
    const end = performance.now()
    recording.renderMs += end - start
    if (!first?.parent) first = scene.getObjectByName(keyOf(0))
    const tick = first ? Math.round(first.position.z / DEPTH_PER_TICK) : -1
    recording.frames.push({ at: performance.timeOrigin + end, tick })
    recording.facts = factsOf(renderer, scene as Scene)
  }
}

/** Both pages must draw the same. */
const factsOf = (renderer: WebGLRenderer, scene: Scene): Recording['facts'] => ({
  calls: renderer.info.render.calls,
  triangles: renderer.info.render.triangles,
  width: renderer.domElement.width,
  height: renderer.domElement.height,
  antialias: renderer.getContextAttributes()?.antialias ? 1 : 0,
  toneMapping: renderer.toneMapping,
  shadows: renderer.shadowMap.enabled ? 1 : 0,
  fog: scene.fog ? 1 : 0,
})
