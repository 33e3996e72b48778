import { createPortal, useThree } from '@react-three/fiber'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { Object3D } from 'three'

/** Something that draws itself as one object. */
export interface Drawing {
  readonly object: Object3D
  dispose(): void
}

/**
 * Drawings of tracked things, made once, and the element that shows them. They stand beside the scene's groups: what they
 * show is told in the reference space, wherever in the graph the node is.
 */
export function useDrawings<D extends Readonly<Record<string, Drawing>>>(create: () => D): [drawings: D, ReactNode] {
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once
  const drawings = useMemo(create, [])
  useEffect(
    () => () => {
      for (const drawing of Object.values(drawings)) drawing.dispose()
    },
    [drawings],
  )
  const root = useThree((state) => state.scene)
  const elements = Object.entries(drawings).map(([name, { object }]) => <primitive key={name} object={object} />)
  return [drawings, createPortal(elements, root)]
}
