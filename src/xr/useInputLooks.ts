import { useEffect } from 'react'
import { useScene } from '../scene/context.ts'
import { type InputLook, inputLooksOf } from './InputLooks.ts'
import type { InputKind } from './inputSource.ts'
import type { Side } from './tracking.ts'

/** The props by which nodes of both kinds say what is drawn and sent of each side. */
export interface SideProps {
  readonly left: boolean
  readonly right: boolean
  readonly disableLeft: boolean
  readonly disableRight: boolean
  readonly hideLeft: boolean
  readonly hideRight: boolean
}

/** What is drawn of each side: a node that disables one neither draws nor sends it. */
export const looksOf = (props: SideProps): Record<Side, InputLook> => ({
  left: props.disableLeft ? 'off' : props.hideLeft ? 'hidden' : 'shown',
  right: props.disableRight ? 'off' : props.hideRight ? 'hidden' : 'shown',
})

/** What is sent of each side. */
export const wantedOf = (props: SideProps): Record<Side, boolean> => ({
  left: props.left && !props.disableLeft,
  right: props.right && !props.disableRight,
})

/** Has the XR layer draw hands, or controllers, as a node wants. */
export function useInputLooks(kind: InputKind, key: string, { left, right }: Record<Side, InputLook>): void {
  const { scene } = useScene()
  useEffect(() => inputLooksOf(scene, kind).wish(key, { left, right }), [scene, kind, key, left, right])
}
