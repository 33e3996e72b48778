import { Anchor, DepthSensing, HitTest, LightEstimation, WebXRMesh, WebXRPlanes } from './ar.ts'
import { Billboard, Center } from './arrangement.ts'
import { GrabRender, OrbitControls, PerspectiveCamera, SceneCamera, SceneCameraControl } from './cameras.ts'
import { PointCloud, Points, TriMesh } from './clouds.ts'
import { DepthPointCloud, DepthPointCloudProvider, InPlaceDepthPointCloud } from './depth.ts'
import { FisheyeFrustum, Frustum, OrthographicFrustum, PerspectiveFrustum } from './frustums.ts'
import { Group, GroupNode, group } from './groups.ts'
import { Button, GUI, GuiText, Select, Slider, Toggle } from './gui.ts'
import { Instances } from './instances.ts'
import { Clickable, Locomotion, Movable, Pivot } from './interaction.ts'
import { INTRINSIC_TYPES } from './intrinsics.ts'
import {
  AmbientLight,
  AmbientLightStage,
  DirectionalLight,
  HemisphereLight,
  HemisphereLightStage,
  PointLight,
  RectAreaLight,
  SpotLight,
  Stage,
} from './lights.ts'
import { CatmullRomLine, CubicBezierLine, Line, QuadraticBezierLine } from './lines.ts'
import {
  Arrow,
  BBox,
  BoundingBox,
  BoundingBoxProvider,
  CoordsMarker,
  Grid,
  Gripper,
  SkeletalGripper,
} from './markers.ts'
import {
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
} from './primitives.ts'
import { Edges, Extrude, Lathe, Polyhedron, RoundedBox, Shape, Tube, Wireframe } from './shapes.ts'
import { BackgroundColor, ContactShadows, Environment, Fog, FogExp2, SceneBackground, Sky } from './surroundings.ts'
import { Text, Text3D } from './text.ts'
import { Body, Gamepad, Hands, Head, MotionControllers, XRSettings } from './xr.ts'

/** Every node type by its tag. The viewer has a view for each of them, or it does not compile. */
export const NODE_TYPES = {
  VuerGroup: Group,
  Group: GroupNode,
  group,
  Box,
  Sphere,
  Cylinder,
  Cone,
  Capsule,
  Octahedron,
  Torus,
  Plane,
  Circle,
  Ring,
  Tetrahedron,
  Icosahedron,
  Dodecahedron,
  TorusKnot,
  RoundedBox,
  Tube,
  Lathe,
  Shape,
  Extrude,
  Polyhedron,
  Edges,
  Wireframe,
  AmbientLight,
  DirectionalLight,
  PointLight,
  SpotLight,
  HemisphereLight,
  RectAreaLight,
  HemisphereLightStage,
  AmbientLightStage,
  Stage,
  Environment,
  SceneBackground,
  BackgroundColor,
  fog: Fog,
  fogExp2: FogExp2,
  Sky,
  ContactShadows,
  PerspectiveCamera,
  SceneCamera,
  OrbitControls,
  SceneCameraControl,
  GrabRender,
  Grid,
  CoordsMarker,
  Hands,
  MotionControllers,
  Head,
  Body,
  Gamepad,
  XRSettings,
  GUI,
  Button,
  Slider,
  Toggle,
  Select,
  GuiText,
  WebXRMesh,
  WebXRPlanes,
  HitTest,
  Anchor,
  DepthSensing,
  LightEstimation,
  Movable,
  Pivot,
  Clickable,
  Locomotion,
  PointCloud,
  Points,
  TriMesh,
  Instances,
  Line,
  QuadraticBezierLine,
  CubicBezierLine,
  CatmullRomLine,
  Arrow,
  Gripper,
  SkeletalGripper,
  BoundingBox,
  BoundingBoxProvider,
  BBox,
  Frustum,
  PerspectiveFrustum,
  OrthographicFrustum,
  FisheyeFrustum,
  Center,
  Billboard,
  Text,
  Text3D,
  DepthPointCloud,
  InPlaceDepthPointCloud,
  DepthPointCloudProvider,
  ...INTRINSIC_TYPES,
} as const

export type Tag = keyof typeof NODE_TYPES
export type NodeTypeOf<T extends Tag> = (typeof NODE_TYPES)[T]

export const isKnownTag = (tag: string): tag is Tag => Object.hasOwn(NODE_TYPES, tag)
