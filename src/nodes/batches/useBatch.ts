import { useCallback, useLayoutEffect, useRef } from 'react'
import { Mesh, type Object3D } from 'three'
import { useScene } from '../../scene/context.ts'
import type { ViewProps } from '../View.ts'

/** The ref of a node's root object, which also has it drawn together with its like if it is a mesh. */
export function useBatch(objectRef: ViewProps['objectRef']): ViewProps['objectRef'] {
  const { batches } = useScene()
  const mesh = useRef<Mesh>(undefined)
  useLayoutEffect(() => {
    if (mesh.current) batches.changed(mesh.current)
  })
  return useCallback(
    (object: Object3D | null) => {
      const unbind = objectRef(object)
      if (!(object instanceof Mesh)) return unbind
      mesh.current = object
      const withdraw = batches.offer(object)
      return () => {
        withdraw()
        mesh.current = undefined
        unbind?.()
      }
    },
    [objectRef, batches],
  )
}
