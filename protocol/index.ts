/** The shared language of both ends: what a node, an operation, an event and a call are, and how they become bytes. */

export { ArrivalClock } from './ArrivalClock.ts'
export * from './bodyJoints.ts'
export type { Change } from './Change.ts'
export * from './calls.ts'
export { type ClientAbilities, NO_ABILITIES, readAbilities } from './clientAbilities.ts'
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
export { checkNode, describeIssue, normalizeNode, resolveProps } from './defineNode.ts'
export { adoptOperation } from './dialect.ts'
export * from './errors.ts'
export * from './events.ts'
export { DEFAULT_FRAME_LIMITS, type FrameLimits } from './frameLimits.ts'
export { floatFromHalf, floatsFromHalves, type HalfFloats, halfFromFloat, halvesFromFloats } from './halfFloats.ts'
export * from './haptics.ts'
export { HTML_TAGS, type HtmlTag, isHtmlTag } from './html.ts'
export { type HtmlReading, readHtmlAttributes } from './htmlAttributes.ts'
export { problemOfUrl } from './htmlUrls.ts'
export { type OriginChange, POINTERS, type PointerName, RELEASES, type Release } from './interactionEvents.ts'
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
export type { GraphNode } from './NodeTable.ts'
export * from './node.ts'
export * from './nodes/animation.ts'
export * from './nodes/ar.ts'
export * from './nodes/arrangement.ts'
export * from './nodes/cameras.ts'
export * from './nodes/clouds.ts'
export * from './nodes/depth.ts'
export * from './nodes/frustums.ts'
export { Group, GroupNode, group } from './nodes/groups.ts'
export * from './nodes/gui.ts'
export * from './nodes/html.ts'
export * from './nodes/images.ts'
export { isKnownTag, NODE_TYPES, type NodeTypeOf, type Tag } from './nodes/index.ts'
export * from './nodes/instances.ts'
export * from './nodes/interaction.ts'
export * from './nodes/intrinsics.ts'
export * from './nodes/lights.ts'
export * from './nodes/lines.ts'
export * from './nodes/markers.ts'
export * from './nodes/models.ts'
export * from './nodes/page.ts'
export {
  Box,
  Capsule,
  Circle,
  Cone,
  Cylinder,
  Dodecahedron,
  Icosahedron,
  Octahedron,
  Plane,
  Ring,
  Sphere,
  Tetrahedron,
  Torus,
  TorusKnot,
} from './nodes/primitives.ts'
export {
  DefaultScene,
  Scene,
  type SceneProps,
  sceneDeclaration,
  TONE_MAPPINGS,
  type ToneMappingName,
} from './nodes/scene.ts'
export * from './nodes/sensors.ts'
export * from './nodes/shapes.ts'
export {
  MATERIAL_TYPES,
  type MaterialProps,
  type MaterialType,
  readMaterial,
  TEXTURE_NAMES,
  type TextureName,
} from './nodes/surface.ts'
export * from './nodes/surroundings.ts'
export * from './nodes/text.ts'
export * from './nodes/xr.ts'
export * from './notice.ts'
export { colorPartsOf, type Floats, floatsOf, indicesOf, type NumberArray } from './numberArrays.ts'
export * from './operations.ts'
export * from './poseLengths.ts'
export * from './poses/index.ts'
export * from './recenter.ts'
export { fillRestoredScene, type RestoredNode, type RestoredScene, restoredScene } from './restore.ts'
export type { RoomMesh, RoomMeshes, RoomPlane, RoomPlanes } from './room.ts'
export { SceneGraph } from './SceneGraph.ts'
export { isSample } from './samples.ts'
export { spellOut } from './spellOut.ts'
export { checkSceneTravels, checkTravels, obstacleOf } from './travels.ts'
export { valueForVuer } from './vuerEvents.ts'
