// What surrounds a scene: places that the viewer makes by itself, a measured sky sent as an HDR file, fog, a clear sky.
import {
  Environment,
  Fog,
  type NodeData,
  OrbitControls,
  PerspectiveCamera,
  Plane,
  Scene,
  Sky,
  Sphere,
  TorusKnot,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()

/** A dome of light with stripes and a lamp, as the bytes of a Radiance file. */
function dome(width = 128, height = 64): Uint8Array {
  const header = Buffer.from(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`)
  const rows = Array.from({ length: height }, (_, y) => {
    // Each row: its width, then red, green, blue and the exponent, each as pieces of up to 128 bytes.
    const level = y < height / 2 ? 120 : 30
    const channel = (value: (x: number) => number) => [128, ...Array.from({ length: width }, (_, x) => value(x))]
    const lamp = (x: number) => (Math.hypot(x - 40, (y - 14) * 1.2) < 7 ? 133 : 128)
    const stripe = (x: number) => (x % 16 < 2 ? 0.4 : 1)
    return [
      ...[2, 2, 0, width],
      ...channel((x) => level * stripe(x)),
      ...channel((x) => level * 1.15 * stripe(x)),
      ...channel((x) => level * 1.5 * stripe(x)),
      ...channel(lamp),
    ]
  })
  return new Uint8Array(Buffer.concat([header, Buffer.from(rows.flat())]))
}

const fog = Fog({ color: '#aab4c4', near: 3, far: 14 })
const places: Record<string, NodeData[]> = {
  studio: [Environment({ preset: 'studio', background: true })],
  sunset: [Environment({ preset: 'sunset', background: true })],
  'an HDR file': [Environment({ files: dome(), background: true, blur: 0.02 })],
  'sky and fog': [Sky({ sunPosition: [-4, 1.2, -6] }), Environment({ preset: 'dawn' }), fog],
}
const things = [
  TorusKnot({ args: [0.35, 0.12, 200, 24], position: [0, 0.7, 0], material: { metalness: 1, roughness: 0.08 } }),
  Sphere({ args: [0.35, 64, 32], position: [-1.1, 0.35, 0.2], material: { roughness: 0.3, color: '#e8735a' } }),
  Sphere({ args: [0.35, 64, 32], position: [1.1, 0.35, 0.2], material: { metalness: 1, roughness: 0.35 } }),
  ...[3, 6, 9, 12].map((z) => Sphere({ args: [0.5], position: [2.2, 0.5, -z], color: '#12b76a' })),
  Plane({ args: [60, 60], rotation: [-Math.PI / 2, 0, 0], material: { color: '#5d6470', roughness: 0.9 } }),
]

app.spawn(async (session) => {
  for (;;) {
    for (const [name, place] of Object.entries(places)) {
      session.set(
        Scene(
          { grid: false, toneMapping: 'AgX', toneMappingExposure: 0.9 },
          ...things,
          ...place,
          PerspectiveCamera({ makeDefault: true, position: [0, 1.1, 3.2], lookAt: [0, 0.6, 0], fov: 50 }),
          OrbitControls({ target: [0, 0.6, 0] }),
        ),
      )
      console.log(name)
      await session.sleep(4000)
    }
  }
})

await app.start()
