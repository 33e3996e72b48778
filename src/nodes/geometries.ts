import {
  BoxGeometry,
  type BufferGeometry,
  CapsuleGeometry,
  CircleGeometry,
  ConeGeometry,
  CylinderGeometry,
  DodecahedronGeometry,
  IcosahedronGeometry,
  OctahedronGeometry,
  PlaneGeometry,
  RingGeometry,
  SphereGeometry,
  TetrahedronGeometry,
  TorusGeometry,
  TorusKnotGeometry,
} from 'three'
import type { Tag } from '../../protocol/index.ts'

interface GeometryRow {
  readonly make: new (...args: never[]) => BufferGeometry
  /** Which arguments count pieces, and how many of them a graphics card can reasonably be asked for. */
  readonly pieces: Readonly<Record<number, number>>
}

/** The geometry of each primitive: three.js’ own class, with its own arguments. */
const GEOMETRIES = {
  Box: { make: BoxGeometry, pieces: { 3: 512, 4: 512, 5: 512 } },
  Sphere: { make: SphereGeometry, pieces: { 1: 1024, 2: 1024 } },
  Cylinder: { make: CylinderGeometry, pieces: { 3: 1024, 4: 1024 } },
  Cone: { make: ConeGeometry, pieces: { 2: 1024, 3: 1024 } },
  Capsule: { make: CapsuleGeometry, pieces: { 2: 1024, 3: 1024, 4: 1024 } },
  Octahedron: { make: OctahedronGeometry, pieces: { 1: 128 } },
  Torus: { make: TorusGeometry, pieces: { 2: 1024, 3: 1024 } },
  Plane: { make: PlaneGeometry, pieces: { 2: 1024, 3: 1024 } },
  Circle: { make: CircleGeometry, pieces: { 1: 4096 } },
  Ring: { make: RingGeometry, pieces: { 2: 1024, 3: 1024 } },
  Tetrahedron: { make: TetrahedronGeometry, pieces: { 1: 128 } },
  Icosahedron: { make: IcosahedronGeometry, pieces: { 1: 128 } },
  Dodecahedron: { make: DodecahedronGeometry, pieces: { 1: 128 } },
  TorusKnot: { make: TorusKnotGeometry, pieces: { 2: 4096, 3: 512 } },
} as const satisfies { readonly [T in Tag]?: GeometryRow }

export type PrimitiveTag = keyof typeof GEOMETRIES

/** Throws where the arguments ask for more triangles than a page survives. */
export function makeGeometry(tag: PrimitiveTag, args: readonly (number | boolean)[]): BufferGeometry {
  const { make, pieces }: GeometryRow = GEOMETRIES[tag]
  for (const [index, most] of Object.entries(pieces)) {
    const asked = args[Number(index)]
    if (typeof asked === 'number' && asked > most)
      throw new Error(`args[${index}]: ${asked} is too many, at most ${most}`)
  }
  return new make(...(args as never[]))
}
