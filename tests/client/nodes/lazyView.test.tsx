import ReactThreeTestRenderer, { act } from '@react-three/test-renderer'
import { expect, test } from 'vitest'
import { lazyView } from '../../../src/nodes/lazyView.tsx'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { SceneProvider } from '../../../src/scene/SceneProvider.tsx'
import { ViewBoundary } from '../../../src/scene/ViewBoundary.tsx'
import { fileOf } from '../../support/lazyFile.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

interface Props {
  readonly node: { readonly key: string }
}
const Drawn = ({ node }: Props) => <group name={node.key} />

function someFile() {
  const file = fileOf(Drawn)
  return { ...file, View: lazyView<Props>(file.load) }
}

async function stageOf(View: ReturnType<typeof someFile>['View'], count: number) {
  const scene = new LiveScene({ onProblem: () => {} })
  const errors: string[] = []
  const element = (version: number, keys = Array.from({ length: count }, (_, index) => `node${index}`)) => (
    <SceneProvider scene={scene} emit={() => {}}>
      {keys.map((key) => (
        <ViewBoundary
          key={key}
          version={version}
          fallback={({ message }) => <group name={`${key}: ${message}`} />}
          onOutcome={(error) => error && errors.push(error.message)}
        >
          <View node={{ key }} />
        </ViewBoundary>
      ))}
    </SceneProvider>
  )
  const renderer = await ReactThreeTestRenderer.create(element(0))
  return {
    scene,
    errors,
    draw: (version: number, keys?: string[]) => renderer.update(element(version, keys)),
    names: () => renderer.scene.allChildren.map(({ instance }) => instance.name),
  }
}

test('a view is asked for once, counts as loading until it is there, and is drawn as soon as it is', async () => {
  const file = someFile()
  const { scene, names } = await stageOf(file.View, 3)
  expect(names()).toEqual([])
  expect(scene.loading.keys).toEqual(['node0', 'node1', 'node2'])
  await file.settle()
  expect(file.asked()).toBe(1)
  expect(names()).toEqual(['node0', 'node1', 'node2'])
  expect(scene.loading.keys).toEqual([])
})

test('of very many that have waited for their file some come at once and all soon', async () => {
  const file = someFile()
  const { scene, names } = await stageOf(file.View, 500)
  await file.settle()
  expect(names().length).toBeGreaterThan(0)
  expect(names().length).toBeLessThan(500)
  while (names().length < 500) await act(async () => new Promise((resolve) => setTimeout(resolve)))
  expect(new Set(names()).size).toBe(500)
  expect(scene.loading.keys).toEqual([])
})

test('a node that leaves while its file is on the way is not drawn, and waits for nothing', async () => {
  const file = someFile()
  const { scene, names, draw } = await stageOf(file.View, 2)
  await draw(0, ['node1'])
  expect(scene.loading.keys).toEqual(['node1'])
  await file.settle()
  expect(names()).toEqual(['node1'])
})

test('a file that does not come is said, and asked for again by the next change', async () => {
  const file = someFile()
  const { scene, names, errors, draw } = await stageOf(file.View, 2)
  await file.settle(new Error('the network is gone'))
  expect(names()).toEqual(['node0: the network is gone', 'node1: the network is gone'])
  expect(new Set(errors)).toEqual(new Set(['the network is gone']))
  expect(scene.loading.keys).toEqual([])
  await draw(1)
  expect(file.asked()).toBe(2)
  await file.settle()
  expect(names()).toEqual(['node0', 'node1'])
})
