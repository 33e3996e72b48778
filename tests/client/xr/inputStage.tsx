import { type RootState, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer, { act } from '@react-three/test-renderer'
import { Suspense } from 'react'
import type { Object3D } from 'three'
import { vi } from 'vitest'
import { type GraphNode, NODE_TYPES, resolveProps, type Tag } from '../../../protocol/index.ts'
import type { View } from '../../../src/nodes/View.ts'
import { body, gamepad, hands, head, motionControllers, xrSettings } from '../../../src/nodes/xr.tsx'
import { SceneContext, type SceneServices } from '../../../src/scene/context.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { FakeSession, fakeController, fakeHand, SPACE } from './fakeXR.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const VIEWS = {
  Hands: hands,
  MotionControllers: motionControllers,
  Head: head,
  Body: body,
  Gamepad: gamepad,
  XRSettings: xrSettings,
}

/** Gives the renderer what the view asks of it, a WebXR manager with a reference space, and lets the test at its frames. */
function Probe({ session, onState }: { session: FakeSession; onState: (state: RootState) => void }) {
  const state = useThree()
  Object.assign(state.gl.xr, {
    getReferenceSpace: () => SPACE,
    getSession: () => (state.gl.xr.isPresenting ? session : null),
  })
  onState(state)
  return null
}

/** A node on a stage without a GPU, in a headset whose XR frames the test makes. */
export async function stageOf<T extends keyof typeof VIEWS>(
  tag: T,
  written: Record<string, unknown> = {},
  { session = new FakeSession(), key = 'node' } = {},
) {
  const sent: SceneEvent[] = []
  const problems: Record<string, string | null> = {}
  // What a view asks of it while its file is loaded.
  const scene = { isNeeded: () => true, beginLoading: () => () => {}, touch() {}, invalidate() {} }
  const services = { scene, emit: (event: SceneEvent) => sent.push(event) } as unknown as SceneServices
  const { component: ViewComponent } = VIEWS[tag] as unknown as View
  const report = (about: string, problem: string | null) => {
    problems[about] = problem
  }
  const element = (props: Record<string, unknown>) => {
    const node = { tag, key, props } as unknown as GraphNode
    return (
      <SceneContext.Provider value={services}>
        <Probe
          session={session}
          onState={(found) => {
            state = found
          }}
        />
        <Suspense>
          <ViewComponent
            node={node}
            props={resolveProps(NODE_TYPES[tag as Tag], props).props as never}
            objectRef={() => undefined}
            report={report}
          >
            {null}
          </ViewComponent>
        </Suspense>
      </SceneContext.Provider>
    )
  }
  let state: RootState | undefined
  const renderer = await ReactThreeTestRenderer.create(element(written))
  await act(async () => vi.dynamicImportSettled())
  const manager = state!.gl.xr
  return {
    renderer,
    sent,
    session,
    problems,
    scene,
    change: (props: Record<string, unknown>) => renderer.update(element({ ...written, ...props })),
    start() {
      manager.isPresenting = true
      manager.dispatchEvent({ type: 'sessionstart' })
    },
    end() {
      manager.isPresenting = false
      manager.dispatchEvent({ type: 'sessionend' })
    },
    frame(timeMs: number) {
      for (const { ref, store } of state!.internal.subscribers) ref.current(store.getState(), 0, session.frame(timeMs))
    },
    drawn: (): Object3D[] => state!.scene.children.filter(({ visible }) => visible),
  }
}

export function inHands() {
  const session = new FakeSession()
  session.hands = [fakeHand('left'), fakeHand('right')]
  return session
}
export function withControllers() {
  const session = new FakeSession()
  session.controllers = [fakeController('left', {}), fakeController('right', {})]
  return session
}
