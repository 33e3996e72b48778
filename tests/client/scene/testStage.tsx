import { type RootState, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer, { act } from '@react-three/test-renderer'
import type { Object3D, Scene } from 'three'
import type { NodeData, Operation, SceneData } from '../../../protocol/index.ts'
import type { LoadImage } from '../../../src/nodes/textures.ts'
import { CameraRegistry } from '../../../src/scene/CameraRegistry.ts'
import { useScene } from '../../../src/scene/context.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import type { MountQueue } from '../../../src/scene/MountQueue.ts'
import { SceneProvider } from '../../../src/scene/SceneProvider.tsx'
import { StageContents } from '../../../src/scene/StageContents.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const neverLoads: LoadImage = () => new Promise(() => {})

function Probe({ onState }: { onState: (get: () => RootState, mounting: MountQueue) => void }) {
  onState(
    useThree((state) => state.get),
    useScene().mounting,
  )
  return null
}

/** A whole stage without a GPU: operations go in, three.js objects come out. */
export async function testStage(
  scene: Omit<SceneData, 'tag'> = {},
  { loadImage = neverLoads }: { loadImage?: LoadImage } = {},
) {
  const heard: string[] = []
  const live = new LiveScene({ onProblem: (problem) => heard.push(problem) })
  const cameras = new CameraRegistry()
  const events: SceneEvent[] = []
  live.apply({ op: 'set', scene: { tag: 'Scene', ...scene } }, { foreign: true })
  let get: (() => RootState) | undefined
  let mounting: MountQueue | undefined
  const renderer = await ReactThreeTestRenderer.create(
    <SceneProvider scene={live} cameras={cameras} emit={(event) => events.push(event)} loadImage={loadImage}>
      <Probe
        onState={(found, queue) => {
          get = found
          mounting = queue
        }}
      />
      <StageContents />
    </SceneProvider>,
    { beforeReturn: (canvas) => Object.assign(canvas, { getRootNode: () => canvas, ownerDocument: canvas }) },
  )
  const state = () => get!()
  const root = (): Scene => state().scene
  const all = (type?: string): Object3D[] => {
    const found: Object3D[] = []
    root().traverse((object) => {
      if (!type || object.type === type) found.push(object)
    })
    return found
  }
  return {
    live,
    cameras,
    events,
    heard,
    renderer,
    state,
    /** What spreads the mounting of many nodes over time. */
    mounting: () => mounting!,
    root,
    all,
    /** Runs everything that runs before a frame is drawn, in its order; so many seconds after the last one. */
    frame(seconds = 1 / 60): void {
      for (const { ref, store } of state().internal.subscribers) ref.current(store.getState(), seconds)
    },
    /** Applies operations as one batch, lets React finish, and draws a frame. */
    async apply(...operations: Operation[]) {
      await act(async () => {
        for (const operation of operations) live.apply(operation)
      })
      await act(async () => this.frame())
    },
    async settle(): Promise<void> {
      await act(async () => {})
      this.frame()
    },
    object<O extends Object3D = Object3D>(name: string): O {
      const found = root().getObjectByName(name)
      if (!found) throw new Error(`nothing is drawn for ${name}`)
      return found as O
    },
    find: (name: string) => root().getObjectByName(name),
  }
}

export const node = (tag: string, key: string, props: Record<string, unknown> = {}, ...children: NodeData[]) =>
  ({ tag, key, ...props, ...(children.length > 0 ? { children } : {}) }) as NodeData

/** A stage whose nodes are drawn, also those whose views are loaded when they are first used. */
export async function drawnStage(...given: Parameters<typeof testStage>) {
  const stage = await testStage(...given)
  await loaded(stage)
  return stage
}

/** Waits for views that are loaded when they are first used, and for files that come at once. */
export async function loaded(stage: Awaited<ReturnType<typeof testStage>>): Promise<void> {
  do await act(async () => new Promise((resolve) => setTimeout(resolve)))
  while (stage.live.loading.size > 0)
  await stage.settle()
}

/** Numbers from a seed, so that a failure can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}
