import type { XRState } from '@react-three/xr'
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { refuseLateInputs } from '../../../src/xr/lateInputs.ts'
import { FakeSession, fakeController } from './fakeXR.ts'

type State = Pick<XRState, 'session' | 'inputSourceStates'>

function someStore() {
  const session = new FakeSession()
  const controller = fakeController('left', {})
  const initial = { session: session as unknown as XRSession, inputSourceStates: [] }
  const store = createStore<State>(() => initial)
  refuseLateInputs(store as never)
  const state = { type: 'controller', inputSource: controller.source } as unknown as State['inputSourceStates'][number]
  const add = () => store.setState({ inputSourceStates: [...store.getState().inputSourceStates, state] })
  return { session, controller, store, state, add }
}

test('a controller that is there is added', () => {
  const { session, controller, store, state, add } = someStore()
  session.controllers = [controller]
  add()
  expect(store.getState().inputSourceStates).toEqual([state])
})

test('one that has gone before it was added is not', () => {
  const { store, add } = someStore()
  add()
  expect(store.getState().inputSourceStates).toEqual([])
})

test('one that is tracked beside the primary ones is there', () => {
  const { session, controller, store, state, add } = someStore()
  Object.assign(session, { trackedSources: [controller.source] })
  add()
  expect(store.getState().inputSourceStates).toEqual([state])
})

test('one that goes later is left to the store, which has heard of it', () => {
  const { session, controller, store, state, add } = someStore()
  session.controllers = [controller]
  add()
  session.controllers = []
  store.setState({ inputSourceStates: [...store.getState().inputSourceStates] })
  expect(store.getState().inputSourceStates).toEqual([state])
})
