// Writes examples/assets/arm/meshes/link.stl: the shell of a link, 0.4 m from joint to joint along z, in the colour of the URDF.
import { writeFileSync } from 'node:fs'
import { ExtrudeGeometry, Mesh, Shape } from 'three'
import { STLExporter } from 'three/addons/exporters/STLExporter.js'

const LENGTH = 0.4
const RADIUS = 0.055
const outline = new Shape()
outline.absarc(0, 0, RADIUS, Math.PI, 2 * Math.PI)
outline.absarc(0, LENGTH, RADIUS * 0.8, 0, Math.PI)
const geometry = new ExtrudeGeometry(outline, {
  depth: 0.06,
  curveSegments: 16,
  bevelSize: 0.012,
  bevelThickness: 0.012,
  bevelSegments: 3,
})
geometry.translate(0, 0, -0.03)
geometry.rotateX(Math.PI / 2)
const stl = new STLExporter().parse(new Mesh(geometry), { binary: true })
writeFileSync(new URL('../examples/assets/arm/meshes/link.stl', import.meta.url), new Uint8Array(stl.buffer))
