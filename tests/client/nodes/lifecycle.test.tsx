import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NODE_TYPES, type NodeData, type Operation, type Tag } from '../../../protocol/index.ts'
import { LIFECYCLES } from '../../support/scene/lifecycles.ts'
import { followResources } from '../../support/scene/resources.ts'
import { allLoaded, loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

const tags = Object.keys(NODE_TYPES) as Tag[]

let followed: ReturnType<typeof followResources>
beforeEach(() => {
  followed = followResources()
})
afterEach(() => followed.stop())

test('every node type has a row in the table of lifecycles', () => {
  expect(Object.keys(LIFECYCLES).sort()).toEqual([...tags].sort())
})

/** A stage with another node, which must stay as it is; pictures count how many of them are open. */
async function startStage() {
  let openPictures = 0
  const loadImage = async () => {
    openPictures += 1
    const close = () => {
      openPictures -= 1
    }
    return { width: 4, height: 4, close } as unknown as ImageBitmap
  }
  const stage = await loadedStage({ children: [node('Box', 'other')] }, { loadImage })
  // They listen to frames from when they have been loaded on.
  await vi.waitFor(
    async () => {
      await stage.settle()
      expect(stage.state().controls).not.toBeNull()
    },
    { timeout: 20_000 },
  )
  return {
    ...stage,
    /** Applies operations, waits for everything that they make the viewer load, and draws a frame. */
    async do(...operations: Operation[]): Promise<void> {
      await stage.apply(...operations)
      await allLoaded(stage)
      followed.draw(stage.root())
    },
    /** Everything that a node could leave behind. */
    remains: () => ({
      objects: stage.all().map(({ type, name }) => `${type} ${name}`),
      onTheGraphicsCard: followed.held(),
      frameCallbacks: stage.state().internal.subscribers.length,
      clickable: stage.state().internal.interaction.map(({ name, type }) => `${type} ${name}`),
      problems: [...stage.live.problems.all.values()],
      cameras: stage.cameras.keys(),
      openPictures,
    }),
  }
}

/** Created, moved, changed live, changed structurally, hidden, shown, made another type, and removed. */
async function live(stage: Awaited<ReturnType<typeof startStage>>, tag: Tag): Promise<void> {
  const { slot = 'children', props, children = [], around, live: changes, structural, isInvisible } = LIFECYCLES[tag]
  const { props: declared } = NODE_TYPES[tag]
  const made = node(tag, 'it', { ...props }, ...children)
  const whole: NodeData = around ? around(made) : made
  const change = (patch: object) => stage.do({ op: 'update', nodes: [{ key: 'it', ...patch }] })
  stage.heard.length = 0

  await stage.do({ op: 'add', nodes: [whole], to: slot })
  const object = stage.find('it')
  expect(object !== undefined, 'it is drawn').toBe(!isInvisible)
  if ('quaternion' in declared) {
    await change({ position: [1, 2, 3] })
    if (object) expect(stage.find('it'), 'it is moved').toBe(object)
  }
  if (changes) {
    await change(changes)
    if (object) expect(stage.find('it'), 'it is changed live').toBe(object)
  }
  for (const patch of structural) await change(patch)
  if ('hide' in declared) {
    await change({ hide: true })
    if (object) expect(stage.find('it')?.visible, 'it is hidden').not.toBe(true)
    await change({ hide: false })
  }
  expect(stage.heard, 'no problem was told').toEqual([])
  await stage.do({ op: 'upsert', nodes: [{ tag: 'VuerGroup', key: 'it' }], to: null })
  await stage.do({ op: 'remove', keys: [whole.key as string] })
}

test.each(tags.filter((tag) => LIFECYCLES[tag].needsPage === undefined))(
  'a %s leaves nothing behind, whatever was done with it',
  async (tag) => {
    const stage = await startStage()
    // What all nodes of a type share may be kept from the first one on.
    await live(stage, tag)
    const before = stage.remains()
    expect(before.problems).toEqual([])
    expect(before.openPictures).toBe(0)
    await live(stage, tag)
    expect(stage.remains()).toEqual(before)
  },
)
