import {
  BasicMaterial,
  directionalLight,
  Environment,
  LambertMaterial,
  Material,
  mesh,
  meshBasicMaterial,
  meshDepthMaterial,
  meshDistanceMaterial,
  meshLambertMaterial,
  meshMatcapMaterial,
  meshNormalMaterial,
  meshPhongMaterial,
  meshPhysicalMaterial,
  meshStandardMaterial,
  meshToonMaterial,
  PhongMaterial,
  PhysicalMaterial,
  planeGeometry,
  Scene,
  StandardMaterial,
  shadowMaterial,
  sphereGeometry,
  TransmissionMaterial,
  type VuerSession,
} from 'vuer-xr'

const paint = { color: '#5a8fe8' }
const materials = [
  meshBasicMaterial(paint),
  BasicMaterial(paint),
  meshLambertMaterial(paint),
  LambertMaterial(paint),
  meshPhongMaterial({ ...paint, shininess: 100 }),
  PhongMaterial({ ...paint, shininess: 100 }),
  meshStandardMaterial({ ...paint, roughness: 0.2 }),
  StandardMaterial({ color: '#f5c518', metalness: 1, roughness: 0.3 }),
  meshPhysicalMaterial({ ...paint, clearcoat: 1, roughness: 0.6 }),
  PhysicalMaterial({ color: '#f97066', roughness: 0.2 }),
  Material({ color: '#32d583', roughness: 0.4 }),
  TransmissionMaterial({ color: '#d5f0e8' }),
  meshToonMaterial({ color: '#7ac74f', gradientMap: [0.25, 0.6, 1] }),
  meshNormalMaterial(),
  meshMatcapMaterial({ color: '#ee46bc' }),
  meshDepthMaterial({ nearDistance: 1.8, farDistance: 4 }),
  meshDistanceMaterial({ nearDistance: 1.8, farDistance: 4 }),
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0, 0.3, 2.7], grid: false },
      Environment({ key: 'around', preset: 'studio' }),
      ...materials.map((material, index) =>
        mesh(
          { key: `ball-${index}`, position: [((index % 6) - 2.5) * 0.62, 0.75 - Math.floor(index / 6) * 0.7, 0] },
          sphereGeometry({ args: [0.27, 48, 32] }),
          material,
        ),
      ),
      // A floor of nothing but shadow.
      directionalLight({ key: 'sun', position: [0.5, 2, 1], intensity: 1, castShadow: true }),
      mesh(
        { key: 'pillar', position: [1.55, -0.65, 0], castShadow: true },
        sphereGeometry({ args: [0.15] }),
        meshBasicMaterial({ color: '#fdb022' }),
      ),
      mesh(
        { key: 'floor', position: [0, -1, 0], rotation: [-Math.PI / 2, 0, 0], receiveShadow: true },
        planeGeometry({ args: [4, 2] }),
        shadowMaterial({ opacity: 0.6 }),
      ),
    ),
  )
}
