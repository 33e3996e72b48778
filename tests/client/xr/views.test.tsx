import { type RootState, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer from '@react-three/test-renderer'
import { expect, test } from 'vitest'
import { type GraphNode, type Hands, NODE_TYPES, resolveProps } from '../../../protocol/index.ts'
import { hands } from '../../../src/nodes/xr.tsx'
import { SceneContext, type SceneServices } from '../../../src/scene/context.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { handLooksOf } from '../../../src/xr/HandLooks.ts'
import { FakeSession, fakeHand, SPACE } from './fakeXR.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** Gives the renderer what the view asks of it, a WebXR manager with a reference space, and lets the test at its frames. */
function Probe({ onState }: { onState: (state: RootState) => void }) {
  const state = useThree()
  Object.assign(state.gl.xr, { getReferenceSpace: () => SPACE, getSession: () => null })
  onState(state)
  return null
}

/** A Hands node on a stage without a GPU, whose XR frames the test makes. */
async function handsView(written: Parameters<typeof Hands>[0] = {}) {
  const sent: SceneEvent[] = []
  const scene = {}
  const services = { scene, emit: (event: SceneEvent) => sent.push(event) } as unknown as SceneServices
  const session = new FakeSession()
  session.hands = [fakeHand('left'), fakeHand('right')]
  const node = { tag: 'Hands', key: 'hands', props: { ...written } } as unknown as GraphNode
  const { props } = resolveProps(NODE_TYPES.Hands, node.props)
  const View = hands.component

  let state: RootState | undefined
  const renderer = await ReactThreeTestRenderer.create(
    <SceneContext.Provider value={services}>
      <Probe
        onState={(found) => {
          state = found
        }}
      />
      <View node={node} props={props} objectRef={() => undefined} report={() => {}}>
        {null}
      </View>
    </SceneContext.Provider>,
  )
  const frame = (timeMs: number) => {
    for (const { ref, store } of state!.internal.subscribers) ref.current(store.getState(), 0, session.frame(timeMs))
  }
  return { renderer, sent, session, frame, looks: handLooksOf(scene) }
}

test('a Hands node sends HAND_MOVE under its own key, with the time of capture', async () => {
  const { frame, sent } = await handsView()
  frame(0)
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({
    etype: 'HAND_MOVE',
    key: 'hands',
    value: { tracking: { left: 'tracked', right: 'tracked' } },
    capturedAt: expect.any(Number),
  })
})

test('with stream: false it draws and sends nothing', async () => {
  const { frame, sent, renderer } = await handsView({ stream: false })
  frame(0)
  expect(sent).toEqual([])
  expect(renderer.scene.allChildren.filter(({ instance }) => instance.visible)).toHaveLength(2)
})

test('a hidden hand is sent and not drawn, a disabled one is neither', async () => {
  const { frame, sent, looks, renderer } = await handsView({ hideLeft: true, disableRight: true })
  frame(0)
  expect(sent[0]!.value).toMatchObject({ tracking: { left: 'tracked', right: 'absent' }, right: null })
  expect(looks.getSnapshot()).toEqual({ left: 'hidden', right: 'off' })
  expect(renderer.scene.allChildren.filter(({ instance }) => instance.visible)).toHaveLength(0)
  await renderer.unmount()
  expect(looks.getSnapshot()).toEqual({ left: 'shown', right: 'shown' })
})

test('with both hands disabled it says nothing at all', async () => {
  const { frame, sent } = await handsView({ disableLeft: true, disableRight: true })
  frame(0)
  expect(sent).toEqual([])
})
