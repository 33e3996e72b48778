// Every form that is made from a few numbers or from plain data, as surfaces, points and lines. Click one to outline it.
import {
  Box,
  Capsule,
  Circle,
  Cone,
  Cylinder,
  DefaultScene,
  Dodecahedron,
  Edges,
  Environment,
  Extrude,
  Group,
  Icosahedron,
  Lathe,
  type NodeData,
  Octahedron,
  OrbitControls,
  PerspectiveCamera,
  Plane,
  Polyhedron,
  Ring,
  RoundedBox,
  Shape,
  Sphere,
  Tetrahedron,
  Torus,
  TorusKnot,
  Tube,
  Vuer,
  Wireframe,
} from 'vuer-xr'

const app = new Vuer()
const square = (half: number): [number, number][] => [
  [-half, -half],
  [half, -half],
  [half, half],
  [-half, half],
]
const star = (size: number) =>
  Array.from({ length: 10 }, (_, corner): [number, number] => {
    const [angle, radius] = [(corner * Math.PI) / 5 + Math.PI / 2, corner % 2 ? 0.45 * size : size]
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
const cable = Float32Array.from({ length: 90 }, (_, at) => {
  const turn = Math.floor(at / 3) / 3
  return [0.22 * Math.cos(turn), Math.floor(at / 3) / 50 - 0.3, 0.22 * Math.sin(turn)][at % 3]!
})
const cup: [number, number][] = [
  [0, -0.3],
  [0.15, -0.3],
  [0.17, -0.1],
  [0.28, 0.3],
  [0.25, 0.3],
  [0.14, -0.08],
  [0, -0.1],
]
const corners = [1, 1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1]

const shapes = [
  Box({ args: [0.45, 0.45, 0.45] }),
  RoundedBox({ args: [0.45, 0.45, 0.45], radius: 0.1 }),
  Sphere({ args: [0.28] }),
  Capsule({ args: [0.16, 0.28] }),
  Cylinder({ args: [0.24, 0.24, 0.5] }),
  Cone({ args: [0.27, 0.55] }),
  Torus({ args: [0.22, 0.08, 24, 64] }),
  TorusKnot({ args: [0.19, 0.06] }),
  Tetrahedron({ args: [0.32], material: { flatShading: true } }),
  Octahedron({ args: [0.3] }),
  Dodecahedron({ args: [0.3] }),
  Icosahedron({ args: [0.3] }),
  Polyhedron({ args: [corners, [2, 1, 0, 0, 3, 2, 1, 3, 0, 2, 3, 1], 0.32, 1] }),
  Tube({ args: [cable, 256, 0.03, 12] }),
  Lathe({ args: [cup, 48], side: 'double' }),
  Shape({ args: [{ points: square(0.25), holes: [star(0.2)] }], side: 'double' }),
  Extrude({ shapes: star(0.28), options: { depth: 0.08, bevelSize: 0.02, bevelThickness: 0.02 } }),
  Plane({ args: [0.45, 0.45], side: 'double' }),
  Circle({ args: [0.27], side: 'double' }),
  Ring({ args: [0.14, 0.27], side: 'double' }),
  Edges({ geometry: 'Dodecahedron', args: [0.3] }),
  Wireframe({ geometry: 'Sphere', args: [0.28, 16, 12] }),
  Sphere({ args: [0.28, 48, 32], materialType: 'points', material: { size: 0.012 } }),
  Box({ args: [0.45, 0.45, 0.45], materialType: 'lineDashed' }),
]

const COLUMNS = 8
const place = (shape: NodeData, index: number) => {
  const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)]
  const color = `hsl(${(index * 360) / shapes.length}, 70%, 60%)`
  return Group(
    { key: `place-${index}`, position: [(column - 3.5) * 0.75, 2 - row * 0.75, 0] },
    {
      ...shape,
      key: `shape-${index}`,
      color,
      rotation: [0.3, -0.45, 0],
    },
  )
}

app.addHandler('ON_CLICK', ({ value }, session) => {
  session.update({ key: value.key, outlines: true, outlineColor: '#ffffff', outlineThickness: 4 })
})
const view = [
  Environment({ preset: 'studio' }),
  PerspectiveCamera({ makeDefault: true, position: [0, 1.3, 4.4], lookAt: [0, 1.2, 0] }),
  OrbitControls({ target: [0, 1.2, 0] }),
]
app.spawn((session) => session.set(DefaultScene({ bgChildren: view }, ...shapes.map(place))))

await app.start()
