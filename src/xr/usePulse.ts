import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { findInput } from './inputSource.ts'
import { pulse } from './interaction/tick.ts'
import type { Side } from './tracking.ts'

export interface PulseProps {
  /** 0 to 1. */
  readonly strength: number
  readonly durationMs: number
  /** Whatever it is: when it is another one, the controller vibrates. */
  readonly hash: string | number | undefined
}

/** Vuer's way to make a controller vibrate: by a prop that changes. Outside a session nothing can, and nothing is made up for. */
export function usePulse(side: Side, { strength, durationMs, hash }: PulseProps): void {
  const manager = useThree((state) => state.gl.xr)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another hash asks for a pulse
  useEffect(() => {
    const session = hash === undefined ? null : manager.getSession()
    if (session) pulse(findInput(session, 'controller', side), strength, durationMs)
  }, [manager, side, hash])
}
