import { readFileSync } from 'node:fs'
import { act } from '@react-three/test-renderer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isKnownTag, type NodeData, type Operation } from '../../../protocol/index.ts'
import { LIFECYCLES } from '../../support/scene/lifecycles.ts'
import { EXCEPTED, nodesOf, recordedOperations, TOLD } from '../../support/vectors.ts'
import { allLoaded, loadedStage } from './loadedStage.tsx'

const model = (name: string) => readFileSync(new URL(`../../fixtures/models/${name}`, import.meta.url))
const FILES: Readonly<Record<string, string>> = {
  glb: 'red.glb',
  obj: 'cyan.obj',
  mtl: 'cyan.mtl',
  stl: 'box.stl',
  ply: 'orange.ply',
  pcd: 'points.pcd',
  fbx: 'lime.fbx',
}
/** Of every kind of file there is one. */
const anyFile = async (url: string) => {
  const name = FILES[url.slice(url.lastIndexOf('.') + 1)]
  return name ? new Response(new Uint8Array(model(name))) : new Response('', { status: 404 })
}

/** React Three Fiber’s own clock, and React’s rules for tests that wait for what is loaded. */
const OF_THE_TOOLS = /THREE.Clock|wrapped in(to)? act/

const complaints: unknown[][] = []
beforeEach(() => {
  complaints.length = 0
  vi.stubGlobal('fetch', anyFile)
  // A scene may ask to be drawn all the time.
  for (const name of ['requestAnimationFrame', 'cancelAnimationFrame']) vi.stubGlobal(name, () => 0)
  const complain = (...words: unknown[]) => {
    if (!OF_THE_TOOLS.test(String(words[0]))) complaints.push(words)
  }
  vi.spyOn(console, 'warn').mockImplementation(complain)
  vi.spyOn(console, 'error').mockImplementation(complain)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const loadImage = async () => ({ width: 4, height: 4, close() {} }) as unknown as ImageBitmap

/** tests/e2e/vuerServer.test.ts draws these: they need a page. */
const isForPage = ({ tag }: NodeData) =>
  tag in EXCEPTED || !isKnownTag(tag) || LIFECYCLES[tag].needsPage !== undefined || tag === 'DepthPointCloud'

/** The operation without what only a page can draw. */
function withoutPage<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) {
    return value
      .filter((entry) => !(typeof entry === 'object' && entry !== null && 'tag' in entry && isForPage(entry)))
      .map(withoutPage) as Value
  }
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withoutPage(entry)])) as Value
}

test.each(recordedOperations())('[AD15] $name is drawn without a warning', async ({ name, operation, before }) => {
  for (const { tag } of nodesOf(operation)) {
    expect(tag === 'Scene' || isKnownTag(tag) || tag in EXCEPTED || /^(h1|p)$/.test(tag), `${tag} is known`).toBe(true)
  }
  const stage = await loadedStage({ children: [...before] }, { loadImage })
  await act(async () => void stage.live.apply(withoutPage(operation) as Operation, { foreign: true }))
  await allLoaded(stage)
  expect(stage.heard.filter((problem) => !TOLD[name]?.test(problem))).toEqual([])
  expect(complaints).toEqual([])
})
