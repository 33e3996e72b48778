import {
  Body,
  type GraphNode,
  Hands,
  Head,
  MotionControllers,
  OrbitControls,
  SceneCameraControl,
} from '../../protocol/index.ts'

const STREAMING = [Hands, MotionControllers, Head, Body, OrbitControls, SceneCameraControl] as const
const STREAMS_BY_DEFAULT: ReadonlyMap<string, boolean> = new Map(
  STREAMING.map(({ tag, props }) => [tag, props.stream.default === true]),
)

/**
 * Whether the head is told as CAMERA_MOVE too. Published teleoperation programs wait for it beside HAND_MOVE or
 * CONTROLLER_MOVE without asking for it, so any node that streams what a person does is reason enough.
 */
export function isHeadCameraWanted(nodes: Iterable<GraphNode>): boolean {
  for (const { tag, props } of nodes) {
    const byDefault = STREAMS_BY_DEFAULT.get(tag)
    if (byDefault === undefined) continue
    if (typeof props.stream === 'boolean' ? props.stream : byDefault) return true
  }
  return false
}
