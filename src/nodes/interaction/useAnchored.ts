import { useLayoutEffect, useRef } from 'react'
import type { Group } from 'three'
import { useScene } from '../../scene/context.ts'
import { anchorPoint } from './anchorPoint.ts'

/** Refs for what is moved and for the tools that move it, which are kept at their place in the box around it. */
export function useAnchored(anchor: readonly number[] | undefined, offset: readonly number[]) {
  const { scene } = useScene()
  const content = useRef<Group>(null)
  const tools = useRef<Group>(null)
  useLayoutEffect(() => {
    if (!tools.current) return
    tools.current.position.fromArray(offset as number[])
    if (anchor && content.current) tools.current.position.add(anchorPoint(content.current, anchor))
    scene.invalidate()
  })
  return { content, tools }
}

export const AT_THE_TOOLS = [0, 0, 0] as const
