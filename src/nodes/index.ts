import type { Tag } from '../../protocol/index.ts'
import { clipData, playbackAnimate, threeAnimate } from './animation.tsx'
import { anchor, depthSensing, hitTest, lightEstimation, webXRMesh, webXRPlanes } from './ar.tsx'
import {
  grabRender,
  orbitControls,
  orthographicCamera,
  perspectiveCamera,
  sceneCamera,
  sceneCameraControl,
} from './cameras.tsx'
import { group } from './groups.tsx'
import { control } from './gui.ts'
import { html } from './html.ts'
import { hudPlane, image, imageBackground } from './images.tsx'
import { clickable, locomotion, movable, pivot } from './interaction.tsx'
import {
  ambientLight,
  directionalLight,
  hemisphereLight,
  hemisphereLightStage,
  pointLight,
  rectAreaLight,
  spotLight,
} from './lights.tsx'
import { coordsMarker, grid } from './markers.tsx'
import { keyboardMonitor, pointerControls, timelineControls } from './page.tsx'
import { primitive } from './primitives.tsx'
import { cameraPreviewThumbs, cameraView } from './sensors.tsx'
import type { View } from './View.ts'
import { body, gamepad, hands, head, motionControllers, xrSettings } from './xr.tsx'

/** Each node type's view. A type without one does not compile. */
export const views: { readonly [T in Tag]: View<T> } = {
  VuerGroup: group,
  Group: group,
  group,
  Box: primitive,
  Sphere: primitive,
  Cylinder: primitive,
  Cone: primitive,
  Capsule: primitive,
  Octahedron: primitive,
  Torus: primitive,
  Plane: primitive,
  AmbientLight: ambientLight,
  DirectionalLight: directionalLight,
  PointLight: pointLight,
  SpotLight: spotLight,
  HemisphereLight: hemisphereLight,
  RectAreaLight: rectAreaLight,
  HemisphereLightStage: hemisphereLightStage,
  PerspectiveCamera: perspectiveCamera,
  OrthographicCamera: orthographicCamera,
  SceneCamera: sceneCamera,
  OrbitControls: orbitControls,
  SceneCameraControl: sceneCameraControl,
  GrabRender: grabRender,
  Grid: grid,
  CoordsMarker: coordsMarker,
  Hands: hands,
  MotionControllers: motionControllers,
  Head: head,
  Body: body,
  Gamepad: gamepad,
  XRSettings: xrSettings,
  GUI: control,
  Button: control,
  Slider: control,
  Toggle: control,
  Select: control,
  GuiText: control,
  WebXRMesh: webXRMesh,
  WebXRPlanes: webXRPlanes,
  HitTest: hitTest,
  Anchor: anchor,
  DepthSensing: depthSensing,
  LightEstimation: lightEstimation,
  Movable: movable,
  Pivot: pivot,
  Clickable: clickable,
  Locomotion: locomotion,
  Image: image,
  ImageBackground: imageBackground,
  HUDPlane: hudPlane,
  CameraView: cameraView,
  CameraPreviewThumbs: cameraPreviewThumbs,
  KeyboardMonitor: keyboardMonitor,
  PointerControls: pointerControls,
  TimelineControls: timelineControls,
  Div: html,
  Span: html,
  Img: html,
  Input: html,
  Markdown: html,
  AutoScroll: html,
  AnimationClip: clipData,
  VectorTrack: clipData,
  QuaternionTrack: clipData,
  ThreeAnimate: threeAnimate,
  PlaybackAnimate: playbackAnimate,
}
