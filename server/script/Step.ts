import type { NodeData, NodePatch, SceneData } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { OneOrMany, Target } from '../scene/SceneOperations.ts'
import type { ScriptMessage, VuerSession } from '../session/VuerSession.ts'

/** Something to be done in a session. */
export type Step = (session: VuerSession) => void

/** What a generator given to `bind` yields. Each is the session's method of the same name. */
export const Op = {
  set:
    (scene: SceneData): Step =>
    (session) =>
      session.set(scene),
  add:
    (nodes: OneOrMany<NodeData | string>, target?: Target): Step =>
    (session) =>
      session.add(nodes, target),
  update:
    (nodes: OneOrMany<NodePatch>): Step =>
    (session) =>
      session.update(nodes),
  upsert:
    (nodes: OneOrMany<NodeData | NodePatch>, target?: Target): Step =>
    (session) =>
      session.upsert(nodes, target),
  remove:
    (keys: OneOrMany<string>): Step =>
    (session) =>
      session.remove(keys),
  send:
    (message: ScriptMessage): Step =>
    (session) =>
      session.send(message),
} as const

/** A step and the time of one frame after it. */
export class FrameStep {
  readonly step: Step | undefined
  readonly intervalMs: number

  constructor(step: Step | undefined, fps: number) {
    if (!(fps > 0 && fps <= 1000)) {
      throw new VuerError('INVALID_OPTION', `Frame: fps: expected a number above 0 and up to 1000, got ${fps}`)
    }
    this.step = step
    this.intervalMs = 1000 / fps
  }
}

/** Does `step`, then waits one frame: `fps` times a second, 60 by default. */
export const Frame = (step?: Step, { fps = 60 }: { fps?: number } = {}): FrameStep => new FrameStep(step, fps)
