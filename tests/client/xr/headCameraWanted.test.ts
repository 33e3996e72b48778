import { expect, test } from 'vitest'
import { Box, Hands, Head, MotionControllers, OrbitControls, SceneGraph } from '../../../protocol/index.ts'
import { isHeadCameraWanted } from '../../../src/xr/headCameraWanted.ts'

function wantedBy(...nodes: Parameters<typeof Object.assign>[0][]): boolean {
  const graph = new SceneGraph()
  graph.apply({ op: 'upsert', nodes: nodes as never, to: null })
  return isHeadCameraWanted(graph.nodes.values())
}

test('a scene in which nothing streams does not tell the head', () => {
  expect(wantedBy(Box({ key: 'box' }), OrbitControls())).toBe(false)
  expect(wantedBy(Hands({ stream: false }))).toBe(false)
})

test('hands, controllers, head, or controls that stream are each reason enough', () => {
  expect(wantedBy(Hands())).toBe(true)
  expect(wantedBy(MotionControllers({ stream: true }))).toBe(true)
  expect(wantedBy(Head())).toBe(true)
  expect(wantedBy(OrbitControls({ stream: true }))).toBe(true)
})
