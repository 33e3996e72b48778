import { type Motion, motionOf } from '../downlink/motion.ts'
import { clock } from '../uplink/Sender.ts'

/** An entry of an update; the first one of each says which update it is and when it was made. */
export type StampedNode = Motion & { step?: number; sentAt?: number }

/** Nodes that every update moves. */
export const NODES = 100

/** New positions of all nodes, stamped with the clock that all processes of this machine share. */
export function stampedMotion(step: number): StampedNode[] {
  const nodes: StampedNode[] = motionOf(NODES, step)
  nodes[0] = { ...nodes[0]!, step, sentAt: clock() }
  return nodes
}
