import ReactThreeTestRenderer from '@react-three/test-renderer'
import { expect, test } from 'vitest'
import { lazyPart } from '../../../src/page/lazyPart.tsx'
import { ViewBoundary } from '../../../src/scene/ViewBoundary.tsx'
import { fileOf } from '../../support/lazyFile.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const Drawn = ({ name }: { name: string }) => <group name={name} />

async function stageOf() {
  const { load, asked, settle } = fileOf(Drawn)
  const Part = lazyPart(load)
  const element = (version: number) => (
    <>
      <group name="beside" />
      <ViewBoundary version={version} fallback={({ message }) => <group name={message} />} onOutcome={() => {}}>
        <Part name="one" />
        <Part name="two" />
      </ViewBoundary>
    </>
  )
  const renderer = await ReactThreeTestRenderer.create(element(0))
  return {
    asked,
    settle,
    draw: (version: number) => renderer.update(element(version)),
    names: () => renderer.scene.allChildren.map(({ instance }) => instance.name),
  }
}

test('a part is nothing until its file is there, which is asked for once, and then at once what it is', async () => {
  const { asked, settle, draw, names } = await stageOf()
  expect(names()).toEqual(['beside'])
  await settle()
  expect(names()).toEqual(['beside', 'one', 'two'])
  await draw(1)
  expect(names()).toEqual(['beside', 'one', 'two'])
  expect(asked()).toBe(1)
})

test('a file that does not come is thrown, and asked for again', async () => {
  const { asked, settle, draw, names } = await stageOf()
  await settle(new Error('gone'))
  expect(names()).toEqual(['beside', 'gone'])
  await draw(1)
  expect(asked()).toBe(2)
  await settle()
  expect(names()).toEqual(['beside', 'one', 'two'])
})
