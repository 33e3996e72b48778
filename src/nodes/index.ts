import type { Tag } from '../../protocol/index.ts'
import { anchor, depthSensing, hitTest, lightEstimation, webXRMesh, webXRPlanes } from './ar.tsx'
import { billboard, center } from './arrangement.tsx'
import { grabRender, orbitControls, perspectiveCamera, sceneCamera, sceneCameraControl } from './cameras.tsx'
import { pointCloud, points, triMesh } from './clouds.tsx'
import { depthPointCloud, depthPointCloudProvider, inPlaceDepthPointCloud } from './depth.tsx'
import { fisheyeFrustum, frustum, orthographicFrustum, perspectiveFrustum } from './frustums.tsx'
import { group } from './groups.tsx'
import { control } from './gui.ts'
import { instances } from './instances.tsx'
import { clickable, locomotion, movable, pivot } from './interaction.tsx'
import { intrinsics } from './intrinsics.ts'
import {
  ambientLight,
  ambientLightStage,
  directionalLight,
  hemisphereLight,
  hemisphereLightStage,
  pointLight,
  rectAreaLight,
  spotLight,
  stage,
  withStrength,
} from './lights.tsx'
import { catmullRomLine, cubicBezierLine, line, quadraticBezierLine } from './lines.tsx'
import { coordsMarker, grid } from './markers.tsx'
import { arrow, bbox, boundingBox, boundingBoxProvider, gripper, skeletalGripper } from './marks.tsx'
import { primitive } from './primitives.tsx'
import { dataShape, edges, roundedBox } from './shapes.ts'
import { backgroundColor, contactShadows, environment, fog, sceneBackground, sky } from './surroundings.tsx'
import { text, text3D } from './text.tsx'
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
  Circle: primitive,
  Ring: primitive,
  Tetrahedron: primitive,
  Icosahedron: primitive,
  Dodecahedron: primitive,
  TorusKnot: primitive,
  RoundedBox: roundedBox,
  Tube: dataShape as View<'Tube'>,
  Lathe: dataShape as View<'Lathe'>,
  Shape: dataShape as View<'Shape'>,
  Extrude: dataShape as View<'Extrude'>,
  Polyhedron: dataShape as View<'Polyhedron'>,
  Edges: edges as unknown as View<'Edges'>,
  Wireframe: edges,
  AmbientLight: ambientLight,
  DirectionalLight: directionalLight,
  PointLight: pointLight,
  SpotLight: spotLight,
  HemisphereLight: hemisphereLight,
  RectAreaLight: rectAreaLight,
  HemisphereLightStage: hemisphereLightStage,
  AmbientLightStage: ambientLightStage,
  Stage: stage,
  Environment: environment,
  SceneBackground: sceneBackground,
  BackgroundColor: backgroundColor,
  fog,
  fogExp2: fog,
  Sky: sky,
  ContactShadows: contactShadows,
  PerspectiveCamera: perspectiveCamera,
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
  ambientLight: withStrength(ambientLight, 1),
  directionalLight: withStrength(directionalLight, 1),
  pointLight: withStrength(pointLight, 1),
  spotLight: withStrength(spotLight, 1),
  hemisphereLight: withStrength(hemisphereLight, 1),
  rectAreaLight: withStrength(rectAreaLight, 1),
  ...intrinsics,
  PointCloud: pointCloud,
  Points: points,
  TriMesh: triMesh,
  Instances: instances,
  Line: line,
  QuadraticBezierLine: quadraticBezierLine,
  CubicBezierLine: cubicBezierLine,
  CatmullRomLine: catmullRomLine,
  Arrow: arrow,
  Gripper: gripper,
  SkeletalGripper: skeletalGripper,
  BoundingBox: boundingBox,
  BoundingBoxProvider: boundingBoxProvider,
  BBox: bbox,
  Frustum: frustum,
  PerspectiveFrustum: perspectiveFrustum,
  OrthographicFrustum: orthographicFrustum,
  FisheyeFrustum: fisheyeFrustum,
  Center: center,
  Billboard: billboard,
  Text: text,
  Text3D: text3D,
  DepthPointCloud: depthPointCloud,
  InPlaceDepthPointCloud: inPlaceDepthPointCloud,
  DepthPointCloudProvider: depthPointCloudProvider,
}
