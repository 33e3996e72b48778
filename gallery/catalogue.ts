import type { NodePatch, Tag } from 'vuer-xr'

/** A small scene that shows what one node type, or a few that belong together, is for. */
export interface Sample {
  /** Names its script (`samples/<name>.ts`), its page and its picture; unique whatever the case of the letters. */
  readonly name: string
  /** The node types whose pages show it. */
  readonly tags: readonly Tag[]
  /** A sentence of what is to be known beside the script. */
  readonly note?: string
  /** What is changed before its picture is taken, so that it stands still at its beginning. */
  readonly still?: NodePatch
  /** What stands on its page needs a larger one: the picture is of twice the size, made smaller. */
  readonly isWide?: boolean
  /** Seen in a headset only: how it is entered for the picture. */
  readonly headset?: 'VR' | 'AR'
}

export interface Family {
  readonly title: string
  readonly samples: readonly Sample[]
}

/** A sample of the node type of its name, and of others. */
const sample = (name: Tag, ...others: Tag[]): Sample => ({ name, tags: [name, ...others] })

/** Every node type, in families. */
export const FAMILIES: readonly Family[] = [
  {
    title: 'Forms',
    samples: [
      sample('Box'),
      sample('Sphere'),
      sample('Cylinder'),
      sample('Cone'),
      sample('Capsule'),
      sample('Torus'),
      sample('TorusKnot'),
      sample('Plane'),
      sample('Circle'),
      sample('Ring'),
      sample('Tetrahedron'),
      sample('Octahedron'),
      sample('Icosahedron'),
      sample('Dodecahedron'),
      sample('RoundedBox'),
      sample('Tube'),
      sample('Lathe'),
      sample('Shape'),
      sample('Extrude'),
      sample('Polyhedron'),
      sample('Edges'),
      sample('Wireframe'),
    ],
  },
  {
    title: 'Groups and text',
    samples: [
      sample('VuerGroup', 'Group', 'group'),
      sample('Center'),
      sample('Billboard'),
      sample('Text'),
      sample('Text3D'),
    ],
  },
  {
    title: 'Data',
    samples: [
      sample('PointCloud'),
      sample('Points'),
      sample('TriMesh'),
      sample('Instances'),
      sample('DepthPointCloud', 'InPlaceDepthPointCloud', 'DepthPointCloudProvider'),
    ],
  },
  {
    title: 'Lines and marks',
    samples: [
      sample('Line'),
      sample('CatmullRomLine'),
      sample('QuadraticBezierLine'),
      sample('CubicBezierLine'),
      sample('Trail'),
      sample('CoordsMarker'),
      sample('Arrow'),
      sample('Gripper'),
      sample('SkeletalGripper'),
      sample('BoundingBox', 'BoundingBoxProvider'),
      sample('BBox'),
      sample('Frustum'),
      sample('PerspectiveFrustum'),
      sample('OrthographicFrustum'),
      sample('FisheyeFrustum'),
    ],
  },
  {
    title: 'Models',
    samples: [
      sample('Glb', 'Gltf'),
      sample('Obj'),
      sample('Stl'),
      sample('Ply'),
      sample('Pcd'),
      sample('Dae'),
      sample('Fbx'),
      { ...sample('Bvh'), still: { key: 'person', animationSpeed: 0 } },
      sample('Urdf'),
      sample('Splat', 'VuerSplat'),
      sample('SparkSplats', 'LumaSplats', 'Splats'),
    ],
  },
  { title: 'Pictures', samples: [sample('Image'), sample('ImageBackground'), sample('HUDPlane')] },
  {
    title: 'Lights',
    samples: [
      sample('AmbientLight'),
      sample('DirectionalLight'),
      sample('PointLight'),
      sample('SpotLight'),
      sample('HemisphereLight'),
      sample('RectAreaLight'),
      sample('HemisphereLightStage'),
      sample('AmbientLightStage'),
      sample('Stage'),
    ],
  },
  {
    title: 'Surroundings',
    samples: [
      sample('Grid'),
      sample('Environment'),
      sample('SceneBackground'),
      sample('BackgroundColor'),
      sample('fog'),
      sample('fogExp2'),
      sample('Sky'),
      sample('ContactShadows'),
    ],
  },
  {
    title: 'Cameras',
    samples: [
      sample('PerspectiveCamera'),
      sample('OrthographicCamera'),
      sample('SceneCamera'),
      sample('SimplePerspectiveCamera'),
      sample('SimpleOrthographicCamera'),
      sample('OrbitControls'),
      sample('SceneCameraControl'),
      sample('CameraView'),
      sample('CameraPreviewThumbs', 'CameraPreviewOverlay'),
      sample('ViewportHud'),
      sample('GrabRender'),
    ],
  },
  {
    title: 'Animation',
    samples: [
      {
        ...sample('ThreeAnimate', 'AnimationClip', 'VectorTrack', 'QuaternionTrack'),
        still: { key: 'play', speed: 0 },
      },
      { ...sample('PlaybackAnimate', 'TimelineControls'), still: { key: 'time', play: false } },
    ],
  },
  { title: 'Moving and clicking', samples: [sample('Movable'), sample('Pivot'), sample('Clickable')] },
  {
    title: 'The page',
    samples: [
      { ...sample('GUI', 'Button', 'Slider', 'Toggle', 'Select', 'GuiText'), isWide: true },
      sample('Div', 'Span'),
      sample('Html'),
      sample('Img'),
      sample('Input'),
      sample('Markdown'),
      sample('AutoScroll'),
      { ...sample('KeyboardMonitor'), note: 'It draws nothing: the keys show what it sends.' },
      { ...sample('PointerControls'), note: 'It draws nothing: the mark shows where a click met the cloud.' },
      { ...sample('Gamepad'), note: 'It draws nothing: the car shows what it sends.' },
    ],
  },
  {
    title: 'In a headset',
    samples: [
      { ...sample('Hands'), headset: 'VR' },
      { ...sample('MotionControllers'), headset: 'VR' },
      {
        ...sample('Head'),
        headset: 'VR',
        note: 'It draws nothing before the person’s own eyes: the arrow shows what it sends.',
      },
      {
        ...sample('Body'),
        note: 'It draws the joints and the lines between them. No emulated headset tracks a body, so the picture has none.',
      },
      sample('HandsView'),
      { ...sample('Locomotion'), headset: 'VR' },
      { ...sample('XRSettings'), headset: 'VR', note: 'It draws nothing: it says how the session is to be.' },
    ],
  },
  {
    title: 'In the real room (AR)',
    samples: [
      { ...sample('WebXRMesh'), headset: 'AR' },
      { ...sample('WebXRPlanes'), headset: 'AR' },
      { ...sample('HitTest'), headset: 'AR' },
      { ...sample('Anchor'), headset: 'AR' },
      { ...sample('DepthSensing'), headset: 'AR' },
      {
        ...sample('LightEstimation'),
        note: 'No emulated headset estimates light, so the picture shows the lamp that shines without an estimate.',
      },
    ],
  },
  {
    title: 'Tags of three.js',
    samples: [
      sample('mesh'),
      { name: 'three-points', tags: ['points', 'pointsMaterial'] },
      { name: 'three-line', tags: ['line', 'lineLoop', 'lineSegments', 'lineBasicMaterial', 'lineDashedMaterial'] },
      sample('sprite', 'spriteMaterial'),
      sample('object3D'),
      {
        name: 'geometries',
        tags: [
          'boxGeometry',
          'sphereGeometry',
          'cylinderGeometry',
          'coneGeometry',
          'capsuleGeometry',
          'octahedronGeometry',
          'torusGeometry',
          'planeGeometry',
          'circleGeometry',
          'ringGeometry',
          'tetrahedronGeometry',
          'icosahedronGeometry',
          'dodecahedronGeometry',
          'torusKnotGeometry',
        ],
      },
      {
        name: 'materials',
        tags: [
          'meshBasicMaterial',
          'BasicMaterial',
          'meshLambertMaterial',
          'LambertMaterial',
          'meshPhongMaterial',
          'PhongMaterial',
          'meshStandardMaterial',
          'StandardMaterial',
          'meshPhysicalMaterial',
          'PhysicalMaterial',
          'Material',
          'TransmissionMaterial',
          'meshToonMaterial',
          'meshNormalMaterial',
          'meshMatcapMaterial',
          'meshDepthMaterial',
          'meshDistanceMaterial',
          'shadowMaterial',
        ],
      },
      {
        name: 'three-lights',
        tags: ['ambientLight', 'directionalLight', 'pointLight', 'spotLight', 'hemisphereLight', 'rectAreaLight'],
      },
    ],
  },
]

export const SAMPLES: readonly Sample[] = FAMILIES.flatMap(({ samples }) => samples)
