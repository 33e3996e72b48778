import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LINKS = 100
/** Of a small one. */
const FEW_LINKS = 10
const RINGS = 20
const SECTORS = 25
const TRIANGLES_PER_LINK = 2 * RINGS * SECTORS
export const ROBOT_TRIANGLES = LINKS * TRIANGLES_PER_LINK
export const SMALL_ROBOT_TRIANGLES = FEW_LINKS * TRIANGLES_PER_LINK
const RADIUS = 0.3

/**
 * A folder with robot.urdf, a chain of a hundred links, and a mesh file of a thousand triangles for each link; small.urdf
 * has the first ten.
 */
export async function robotFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'vuer-xr-bench-robot-'))
  const mesh = meshFile()
  await Promise.all(Array.from({ length: LINKS }, (_, link) => writeFile(join(folder, `link-${link}.stl`), mesh)))
  await writeFile(join(folder, 'robot.urdf'), urdf(LINKS))
  await writeFile(join(folder, 'small.urdf'), urdf(FEW_LINKS))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

function urdf(count: number): string {
  const links = Array.from(
    { length: LINKS },
    (_, link) =>
      `<link name="l${link}"><visual><geometry><mesh filename="link-${link}.stl"/></geometry></visual></link>`,
  )
  const joints = Array.from(
    { length: count - 1 },
    (_, joint) => `<joint name="j${joint}" type="revolute"><parent link="l${joint}"/><child link="l${joint + 1}"/>
      <origin xyz="0.5 0 0" rpy="0 0 0.1"/><axis xyz="0 0 1"/><limit lower="-1" upper="1" effort="1" velocity="1"/></joint>`,
  )
  return `<robot name="chain">${links.join('')}${joints.join('')}</robot>`
}

/** A ball as binary STL. */
function meshFile(): Buffer {
  const file = Buffer.alloc(84 + 50 * TRIANGLES_PER_LINK)
  file.writeUInt32LE(TRIANGLES_PER_LINK, 80)
  let at = 84
  const write = (...corners: number[][]) => {
    for (const [offset, value] of [0, 0, 1, ...corners.flat()].entries()) file.writeFloatLE(value, at + 4 * offset)
    at += 50
  }
  for (let ring = 0; ring < RINGS; ring += 1) {
    for (let sector = 0; sector < SECTORS; sector += 1) {
      const [a, b] = [onBall(ring, sector), onBall(ring, sector + 1)]
      const [c, d] = [onBall(ring + 1, sector), onBall(ring + 1, sector + 1)]
      write(a, c, b)
      write(b, c, d)
    }
  }
  return file
}

function onBall(ring: number, sector: number): number[] {
  const [polar, around] = [(Math.PI * ring) / RINGS, (2 * Math.PI * sector) / SECTORS]
  return [
    RADIUS * Math.sin(polar) * Math.cos(around),
    RADIUS * Math.sin(polar) * Math.sin(around),
    RADIUS * Math.cos(polar),
  ]
}
