import { AnimationClip, PlaybackAnimate, QuaternionTrack, ThreeAnimate, VectorTrack } from './animation.ts'
import { Anchor, DepthSensing, HitTest, LightEstimation, WebXRMesh, WebXRPlanes } from './ar.ts'
import {
  GrabRender,
  OrbitControls,
  OrthographicCamera,
  PerspectiveCamera,
  SceneCamera,
  SceneCameraControl,
} from './cameras.ts'
import { Group, GroupNode, group } from './groups.ts'
import { Button, GUI, GuiText, Select, Slider, Toggle } from './gui.ts'
import { AutoScroll, Div, Img, Input, Markdown, Span } from './html.ts'
import { HUDPlane, Image, ImageBackground } from './images.ts'
import { Clickable, Locomotion, Movable, Pivot } from './interaction.ts'
import {
  AmbientLight,
  DirectionalLight,
  HemisphereLight,
  HemisphereLightStage,
  PointLight,
  RectAreaLight,
  SpotLight,
} from './lights.ts'
import { CoordsMarker, Grid } from './markers.ts'
import { KeyboardMonitor, PointerControls, TimelineControls } from './page.ts'
import { Box, Capsule, Cone, Cylinder, Octahedron, Plane, Sphere, Torus } from './primitives.ts'
import { CameraPreviewThumbs, CameraView } from './sensors.ts'
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
  AmbientLight,
  DirectionalLight,
  PointLight,
  SpotLight,
  HemisphereLight,
  RectAreaLight,
  HemisphereLightStage,
  PerspectiveCamera,
  OrthographicCamera,
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
  Image,
  ImageBackground,
  HUDPlane,
  CameraView,
  CameraPreviewThumbs,
  KeyboardMonitor,
  PointerControls,
  TimelineControls,
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
} as const

export type Tag = keyof typeof NODE_TYPES
export type NodeTypeOf<T extends Tag> = (typeof NODE_TYPES)[T]

export const isKnownTag = (tag: string): tag is Tag => Object.hasOwn(NODE_TYPES, tag)
