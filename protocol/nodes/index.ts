import type * as animation from './animation.ts'
import { AnimationClip, PlaybackAnimate, QuaternionTrack, ThreeAnimate, VectorTrack } from './animation.ts'
import type * as ar from './ar.ts'
import { Anchor, DepthSensing, HitTest, LightEstimation, WebXRMesh, WebXRPlanes } from './ar.ts'
import type * as arrangement from './arrangement.ts'
import { Billboard, Center } from './arrangement.ts'
import type * as cameras from './cameras.ts'
import {
  GrabRender,
  OrbitControls,
  OrthographicCamera,
  PerspectiveCamera,
  SceneCamera,
  SceneCameraControl,
  SimpleOrthographicCamera,
  SimplePerspectiveCamera,
  ViewportHud,
} from './cameras.ts'
import type * as clouds from './clouds.ts'
import { PointCloud, Points, TriMesh } from './clouds.ts'
import type * as depth from './depth.ts'
import { DepthPointCloud, DepthPointCloudProvider, InPlaceDepthPointCloud } from './depth.ts'
import type * as frustums from './frustums.ts'
import { FisheyeFrustum, Frustum, OrthographicFrustum, PerspectiveFrustum } from './frustums.ts'
import type * as groups from './groups.ts'
import { Group, GroupNode, group } from './groups.ts'
import type * as gui from './gui.ts'
import { Button, GUI, GuiText, Select, Slider, Toggle } from './gui.ts'
import type * as html from './html.ts'
import { AutoScroll, Div, Html, Img, Input, Markdown, Span } from './html.ts'
import type * as images from './images.ts'
import { HUDPlane, Image, ImageBackground } from './images.ts'
import type * as instances from './instances.ts'
import { Instances } from './instances.ts'
import type * as interaction from './interaction.ts'
import { Clickable, Locomotion, Movable, Pivot } from './interaction.ts'
import type * as intrinsics from './intrinsics.ts'
import { INTRINSIC_TYPES } from './intrinsics.ts'
import type * as lights from './lights.ts'
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
import type * as lines from './lines.ts'
import { CatmullRomLine, CubicBezierLine, Line, QuadraticBezierLine, Trail } from './lines.ts'
import type * as markers from './markers.ts'
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
import type * as models from './models.ts'
import {
  Bvh,
  Dae,
  Fbx,
  Glb,
  Gltf,
  LumaSplats,
  Obj,
  Pcd,
  Ply,
  SparkSplats,
  Splat,
  Splats,
  Stl,
  Urdf,
  VuerSplat,
} from './models.ts'
import type * as page from './page.ts'
import { KeyboardMonitor, PointerControls, TimelineControls } from './page.ts'
import type * as primitives from './primitives.ts'
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
import type * as sensors from './sensors.ts'
import { CameraPreviewOverlay, CameraPreviewThumbs, CameraView } from './sensors.ts'
import type * as shapes from './shapes.ts'
import { Edges, Extrude, Lathe, Polyhedron, RoundedBox, Shape, Tube, Wireframe } from './shapes.ts'
import type * as surroundings from './surroundings.ts'
import { BackgroundColor, ContactShadows, Environment, Fog, FogExp2, SceneBackground, Sky } from './surroundings.ts'
import type * as text from './text.ts'
import { Text, Text3D } from './text.ts'
import type * as xr from './xr.ts'
import { Body, Gamepad, Hands, HandsView, Head, MotionControllers, XRSettings } from './xr.ts'

/** The declarations of a module by their tags. Types of types would be too long to be written out for other programs. */
type DeclaredIn<Module> = {
  readonly [Name in keyof Module as Module[Name] extends {
    readonly tag: infer T extends string
    readonly props: unknown
  }
    ? T
    : never]: Module[Name]
}

type NodeTypes = DeclaredIn<typeof animation> &
  DeclaredIn<typeof ar> &
  DeclaredIn<typeof arrangement> &
  DeclaredIn<typeof cameras> &
  DeclaredIn<typeof clouds> &
  DeclaredIn<typeof depth> &
  DeclaredIn<typeof frustums> &
  DeclaredIn<typeof groups> &
  DeclaredIn<typeof gui> &
  DeclaredIn<typeof html> &
  DeclaredIn<typeof images> &
  DeclaredIn<typeof instances> &
  DeclaredIn<typeof interaction> &
  DeclaredIn<typeof intrinsics> &
  DeclaredIn<typeof lights> &
  DeclaredIn<typeof lines> &
  DeclaredIn<typeof markers> &
  DeclaredIn<typeof models> &
  DeclaredIn<typeof page> &
  DeclaredIn<typeof primitives> &
  DeclaredIn<typeof sensors> &
  DeclaredIn<typeof shapes> &
  DeclaredIn<typeof surroundings> &
  DeclaredIn<typeof text> &
  DeclaredIn<typeof xr>

/** Every node type by its tag. The viewer has a view for each of them, or it does not compile. */
export const NODE_TYPES: NodeTypes = {
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
  OrthographicCamera,
  SceneCamera,
  SimplePerspectiveCamera,
  SimpleOrthographicCamera,
  OrbitControls,
  SceneCameraControl,
  ViewportHud,
  GrabRender,
  Grid,
  CoordsMarker,
  Hands,
  HandsView,
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
  Trail,
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
  Glb,
  Gltf,
  Obj,
  Stl,
  Ply,
  Pcd,
  Dae,
  Fbx,
  Bvh,
  Urdf,
  Splat,
  VuerSplat,
  SparkSplats,
  LumaSplats,
  Splats,
  Image,
  ImageBackground,
  HUDPlane,
  CameraView,
  CameraPreviewThumbs,
  CameraPreviewOverlay,
  KeyboardMonitor,
  PointerControls,
  TimelineControls,
  Html,
  Div,
  Span,
  Img,
  Input,
  Markdown,
  AutoScroll,
  AnimationClip,
  VectorTrack,
  QuaternionTrack,
  ThreeAnimate,
  PlaybackAnimate,
  ...INTRINSIC_TYPES,
}

export type Tag = keyof typeof NODE_TYPES
export type NodeTypeOf<T extends Tag> = (typeof NODE_TYPES)[T]

export const isKnownTag = (tag: string): tag is Tag => Object.hasOwn(NODE_TYPES, tag)
