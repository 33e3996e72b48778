// A ball of each kind of material over a floor that is moved by a picture. The pictures are made here, sent as bytes.
import {
  Environment,
  MATERIAL_TYPES,
  type MaterialProps,
  type MaterialType,
  OrbitControls,
  PerspectiveCamera,
  Plane,
  Scene,
  Sphere,
  SpotLight,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const SIDE = 128

/** A square picture as the bytes of a BMP file. */
function picture(colorAt: (u: number, v: number) => [red: number, green: number, blue: number]): Uint8Array {
  const bytes = Buffer.alloc(54 + SIDE * SIDE * 3)
  bytes.write('BM')
  for (const [at, value] of [
    [2, bytes.length],
    [10, 54],
    [14, 40],
    [18, SIDE],
    [22, SIDE],
  ])
    bytes.writeUInt32LE(value!, at)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const [red, green, blue] = colorAt((pixel % SIDE) / SIDE, Math.floor(pixel / SIDE) / SIDE)
    bytes.set([blue, green, red], 54 + pixel * 3)
  }
  return bytes
}
const checks = picture((u, v) => ((Math.floor(u * 8) + Math.floor(v * 8)) % 2 ? [240, 240, 240] : [60, 110, 190]))
const waves = picture((u, v) => {
  const height = 127 * (1 + Math.sin(u * 6.283) * Math.sin(v * 6.283))
  return [height, height, height]
})
const shine = picture((u, v) => {
  const light = Math.max(0, 1 - 2.2 * Math.hypot(u - 0.4, v - 0.65))
  return [40 + 215 * light, 60 + 120 * light, 120 + 60 * light]
})

const looks: Partial<Record<MaterialType, MaterialProps>> = {
  basic: { map: checks, mapRepeat: [2, 1] },
  standard: { color: '#f5c518', metalness: 1, roughness: 0.25 },
  physical: { transmission: 1, thickness: 0.4, roughness: 0.05, color: '#d5f0e8' },
  lambert: { color: '#e8735a', map: checks, mapRepeat: [4, 2] },
  phong: { color: '#5a8fe8', shininess: 120 },
  toon: { color: '#7ac74f', gradientMap: [0.25, 0.6, 1] },
  matcap: { matcap: shine },
  depth: { nearDistance: 2.5, farDistance: 5.5 },
  distance: { nearDistance: 2.5, farDistance: 5.5 },
  points: { size: 0.015, color: '#c58af9' },
  line: { color: '#8ab4f8' },
  lineDashed: { color: '#f28b82', dashSize: 0.02, gapSize: 0.02 },
}
const balls = MATERIAL_TYPES.filter((type) => type !== 'shadow').map((materialType, index) => {
  const segments = materialType.startsWith('line') ? [12, 8] : [64, 32]
  return Sphere({
    key: materialType,
    args: [0.24, ...segments],
    position: [((index % 7) - 3) * 0.62, 1.2 - Math.floor(index / 7) * 0.65, 0],
    materialType,
    castShadow: true,
    ...(looks[materialType] && { material: looks[materialType] }),
  })
})

app.spawn((session) => {
  session.set(
    Scene(
      { grid: false, background: '#181b21' },
      ...balls,
      Plane({
        key: 'floor',
        args: [6, 4, 256, 256],
        rotation: [-Math.PI / 2, 0, 0],
        position: [0, 0.05, 0],
        receiveShadow: true,
        material: {
          displacementMap: waves,
          displacementScale: 0.12,
          mapRepeat: [9, 6],
          color: '#4a5162',
          roughness: 0.5,
        },
      }),
      Environment({ preset: 'studio', environmentIntensity: 0.5 }),
      SpotLight({ key: 'lamp', position: [2, 5, 3], intensity: 18, angle: 0.6, penumbra: 0.5, castShadow: true }),
      PerspectiveCamera({ key: 'camera', makeDefault: true, position: [0, 1.5, 4], lookAt: [0, 0.75, 0], fov: 45 }),
      OrbitControls({ key: 'controls', target: [0, 0.75, 0] }),
    ),
  )
})

await app.start()
