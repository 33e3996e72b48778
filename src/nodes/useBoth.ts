import { type RefObject, useMemo } from 'react'
import type { Object3D } from 'three'
import type { ViewProps } from './View.ts'

/** One ref for two: the view's own, and the one that connects the object with the graph. */
export function useBoth<O extends Object3D>(own: RefObject<O | null>, objectRef: ViewProps['objectRef']) {
  return useMemo(
    () => (object: O | null) => {
      own.current = object
      const unbind = objectRef(object)
      return () => {
        own.current = null
        unbind?.()
      }
    },
    [own, objectRef],
  )
}
