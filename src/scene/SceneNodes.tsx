import { memo, useLayoutEffect, useReducer, useRef } from 'react'
import { useScene } from './context.ts'
import { ListChunks } from './ListChunks.ts'
import { SceneNode } from './SceneNode.tsx'

/** The nodes of one list, in its order. Of very many some come later, see {@link MountQueue}; what is there stays. */
export function SceneNodes({ keys }: { keys: readonly string[] }) {
  const list = useRef<ListChunks>(undefined)
  list.current ??= new ListChunks()
  return list.current.update(keys).map((chunk) => <SceneChunk key={chunk.id} keys={chunk.keys} />)
}

const SceneChunk = memo(function SceneChunk({ keys }: { keys: readonly string[] }) {
  const { scene, mounting } = useScene()
  const [, goOn] = useReducer((count: number) => count + 1, 0)
  const mounted = useRef<ReadonlySet<string>>(NONE)
  const mayCome = (key: string) => mounted.current.has(key) || scene.isNeeded(key) || mounting.take()
  const shown = keys.filter(mayCome)
  mounted.current = new Set(shown)
  const missing = keys.length - shown.length
  useLayoutEffect(() => (missing > 0 ? mounting.wait(missing, goOn) : undefined))
  return shown.map((key) => <SceneNode key={key} nodeKey={key} />)
})

const NONE: ReadonlySet<string> = new Set()
