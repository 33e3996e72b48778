import { useCallback } from 'react'
import type { Object3D } from 'three'
import { useScene } from './context.ts'
import type { Applier } from './NodeEntry.ts'

/** The ref of a node's root object: names it, and connects it with the graph for as long as it is there. */
export function useObjectRef(key: string, applier: Applier<Object3D>) {
  const { scene } = useScene()
  return useCallback(
    (object: Object3D | null): undefined | (() => void) => {
      if (!object) return undefined
      object.name = key
      return scene.bind(key, object, applier)
    },
    [scene, key, applier],
  )
}
