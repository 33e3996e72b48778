import { type RootState, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer, { act } from '@react-three/test-renderer'
import type { ComponentType, ReactNode } from 'react'
import { type GraphNode, NODE_TYPES, resolveProps, type Tag } from '../../../protocol/index.ts'
import type { ViewProps } from '../../../src/nodes/View.ts'
import { SceneContext, type SceneServices } from '../../../src/scene/context.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { place } from '../../../src/scene/placement.ts'
import { FakeManager, type FakeRoomSession } from './fakeRoom.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** Gives the renderer a WebXR manager that the test drives, before any view looks at it. */
function Probe({ manager, onState }: { manager: FakeManager; onState: (state: RootState) => void }) {
  const state = useThree()
  Object.assign(state.gl, { xr: manager })
  onState(state)
  return null
}

/** One view on a stage without a GPU, in sessions that the test starts and whose frames it makes. `running` is before it. */
export async function roomStage<T extends Tag>(
  tag: T,
  View: ComponentType<ViewProps<T>>,
  written: Record<string, unknown> = {},
  children: ReactNode = null,
  running?: FakeRoomSession,
) {
  const sent: SceneEvent[] = []
  const problems = new Map<string, string>()
  const manager = new FakeManager()
  const scene = new LiveScene()
  const services = { scene, emit: (event: SceneEvent) => sent.push(event) } as unknown as SceneServices
  let session = running
  if (running) manager.start(running)
  let state: RootState | undefined
  const report = (about: string, problem: string | null) => {
    if (problem === null) problems.delete(about)
    else problems.set(about, problem)
  }
  const element = (props: Record<string, unknown>) => {
    const node = { tag, key: 'node', props } as unknown as GraphNode
    return (
      <SceneContext.Provider value={services}>
        <Probe
          manager={manager}
          onState={(found) => {
            state = found
          }}
        />
        <View
          node={node}
          props={resolveProps(NODE_TYPES[tag], props).props as never}
          objectRef={(object) => {
            if (object) {
              object.name = 'node'
              place(object, props)
            }
          }}
          report={report}
        >
          {children}
        </View>
      </SceneContext.Provider>
    )
  }
  const renderer = await ReactThreeTestRenderer.create(element(written))
  const frame = async () => {
    const xrFrame = session?.frame()
    await act(async () => {
      for (const { ref, store } of state!.internal.subscribers) ref.current(store.getState(), 0, xrFrame)
    })
    // What the browser was asked for in this frame, it has answered.
    await act(async () => new Promise((resolve) => setImmediate(resolve)))
  }
  return {
    scene,
    sent,
    problems,
    manager,
    frame,
    state: () => state!,
    object: (name: string) => state!.scene.getObjectByName(name),
    sentOf: (etype: string) => sent.filter((event) => event.etype === etype),
    async start(next: FakeRoomSession) {
      session = next
      await act(async () => manager.start(next))
    },
    async end() {
      session = undefined
      await act(async () => manager.end())
    },
    /** Does something that React must hear of. */
    act: (what: () => void) => act(async () => what()),
    update: (props: Record<string, unknown>) => renderer.update(element(props)),
    unmount: () => renderer.unmount(),
  }
}
