/** The shared language of both ends: what a node, an operation, an event and a call are, and how they become bytes. */
export * from './calls.ts'
export * from './codec.ts'
export type {
  ChildInput,
  NodeDeclaration,
  NodeType,
  PropDeclaration,
  PropsInput,
  PropTable,
  ResolvedProps,
} from './defineNode.ts'
export { checkNode, normalizeNode, resolveProps } from './defineNode.ts'
export { adoptOperation } from './dialect.ts'
export * from './errors.ts'
export * from './events.ts'
export { Journal } from './Journal.ts'
export * from './joints.ts'
export {
  type Call,
  CLOSE_CODES,
  type ClientMessage,
  type HeartbeatAnswer,
  type Hello,
  type Receipt,
  type ResumeRequest,
  type Role,
  readClientMessage,
  readReceipt,
  readResumeRequest,
  readServerMessage,
  type ServerMessage,
  toMilliseconds,
  WIRE_VERSION,
} from './messages.ts'
export * from './node.ts'
export * from './nodes/cameras.ts'
export { Group, GroupNode, group } from './nodes/groups.ts'
export { isKnownTag, NODE_TYPES, type NodeTypeOf, type Tag } from './nodes/index.ts'
export * from './nodes/lights.ts'
export * from './nodes/markers.ts'
export * from './nodes/primitives.ts'
export { DefaultScene, Scene, type SceneProps, sceneDeclaration } from './nodes/scene.ts'
export * from './nodes/xr.ts'
export * from './operations.ts'
export { DEFAULT_FRAME_LIMITS, type FrameLimits } from './prescan.ts'
export { fillRestoredScene, type RestoredNode, type RestoredScene, restoredScene } from './restore.ts'
export { type Change, type GraphNode, SceneGraph } from './SceneGraph.ts'
export { spellOut } from './spellOut.ts'
export { checkSceneTravels, checkTravels } from './travels.ts'
