import { expect, test } from 'vitest'
import { Box, Group, Hands, MotionControllers, type NodeData, OrbitControls, Scene } from '../../protocol/index.ts'
import { spellOut } from '../../protocol/spellOut.ts'

const spelled = (node: NodeData) => {
  const operation = spellOut({ op: 'add', nodes: [node], to: null })
  return operation.op === 'add' ? operation.nodes[0] : undefined
}

test('[ND5] streams are spelled out in new nodes, also in nested ones', () => {
  expect(spelled(Group({ key: 'g' }, Hands()))).toMatchObject({ children: [{ tag: 'Hands', stream: true }] })
  const scene = Scene({ bgChildren: [MotionControllers({ right: false }), OrbitControls()] })
  const operation = spellOut({ op: 'set', scene })
  expect(operation).toMatchObject({
    scene: { bgChildren: [{ stream: true, left: true, right: false }, OrbitControls()] },
  })
  expect(scene.bgChildren?.[0]).not.toHaveProperty('stream')
})

test('[ND5] what is written wins, however it is written; null is the default', () => {
  expect(spelled(Hands({ stream: false }))).toMatchObject({ stream: false })
  expect(spelled(Hands({ '**': { stream: false } }))).toMatchObject({ stream: false })
  expect(spelled(Hands({ stream: null }))).toMatchObject({ stream: true })
  expect(spelled(Box({ key: 'a' }))).toEqual(Box({ key: 'a' }))
})

test('[ND5] changes are not touched', () => {
  const operation = { op: 'update', nodes: [Hands.patch({ key: 'hands', fps: 60 })] } as const
  expect(spellOut(operation)).toEqual(operation)
})
