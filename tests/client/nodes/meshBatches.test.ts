import {
  BoxGeometry,
  type BufferGeometry,
  Color,
  Frustum,
  Group,
  type InstancedMesh,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  Raycaster,
  Scene,
  SphereGeometry,
  Vector3,
} from 'three'
import { describe, expect, it } from 'vitest'
import { noteLook } from '../../../src/nodes/batches/looks.ts'
import { MeshBatches } from '../../../src/nodes/batches/MeshBatches.ts'
import { SeededRandom } from '../../protocol/seededRandom.ts'

const box = new BoxGeometry(1, 1, 1)
const ball = new SphereGeometry(0.5, 8, 6)

const camera = new PerspectiveCamera()
const everything = new Frustum()
everything.intersectsSphere = () => true

function makeMesh(geometry: BufferGeometry = box, look: string | null = 'standard 0') {
  const mesh = new Mesh(geometry, new MeshStandardMaterial())
  noteLook(mesh.material, look ?? undefined)
  return mesh
}

const isBatch = (object: unknown): object is InstancedMesh => (object as InstancedMesh).userData.isBatch === true

const lineOf = (mesh: Mesh, { elements }: Matrix4, { r, g, b }: Color) =>
  [mesh.geometry.id, mesh.castShadow, ...[...elements, r, g, b].map((value) => Math.fround(value))].join(' ')

/** What three.js draws, one line for each mesh: which geometry where in which colour, with which shadow. */
function drawn(scene: Scene): string[] {
  const lines: string[] = []
  const place = new Matrix4()
  const color = new Color()
  scene.traverseVisible((object) => {
    if (isBatch(object)) {
      for (let index = 0; index < object.count; index += 1) {
        object.getMatrixAt(index, place)
        object.getColorAt(index, color)
        lines.push(lineOf(object, place, color))
      }
    } else if (object instanceof Mesh && (!object.frustumCulled || object.intersectsFrustum(everything))) {
      lines.push(lineOf(object, object.matrixWorld, object.material.color))
    }
  })
  return lines.sort()
}

/** What it would draw if there were no batches. */
function wanted(scene: Scene): string[] {
  const lines: string[] = []
  scene.traverseVisible((object) => {
    if (object instanceof Mesh && !isBatch(object))
      lines.push(lineOf(object, object.matrixWorld, object.material.color))
  })
  return lines.sort()
}

const batchesIn = (scene: Scene) => scene.children.filter(isBatch)

/** A scene with so many equal boxes in a row, offered. */
function row(count: number) {
  const scene = new Scene()
  const batches = new MeshBatches()
  const meshes = Array.from({ length: count }, (_, index) => {
    const mesh = makeMesh()
    mesh.position.set(index, 0, 0)
    scene.add(mesh)
    return mesh
  })
  const withdraw = meshes.map((mesh) => batches.offer(mesh))
  const prepare = () => {
    scene.updateMatrixWorld()
    batches.prepare(scene, camera)
    return batchesIn(scene)
  }
  return { scene, batches, meshes, withdraw, prepare }
}

describe('equal meshes', () => {
  it('are drawn with one call, each where it stands and in its colour', () => {
    const { scene, meshes, prepare } = row(40)
    meshes[3]!.material.color.set('#ff0000')
    const [batch, ...more] = prepare()
    expect(more).toEqual([])
    expect(batch!.count).toBe(40)
    expect(drawn(scene)).toEqual(wanted(scene))
    expect(drawn(scene)).toHaveLength(40)
  })

  it('are drawn one by one as long as they are few', () => {
    const { scene, prepare } = row(15)
    expect(prepare()).toEqual([])
    expect(drawn(scene)).toEqual(wanted(scene))
  })

  it('are given back when they have become few, and the batch lets its memory go', () => {
    const { scene, meshes, withdraw, prepare } = row(16)
    const [batch] = prepare()
    let disposals = 0
    batch!.addEventListener('dispose', () => (disposals += 1))
    ;(batch!.material as MeshStandardMaterial).addEventListener('dispose', () => (disposals += 1))
    withdraw[0]!()
    scene.remove(meshes[0]!)
    expect(prepare()).toEqual([])
    expect(disposals).toBe(2)
    expect(drawn(scene)).toEqual(wanted(scene))
    expect(drawn(scene)).toHaveLength(15)
  })

  it('move, are painted, hidden and shown without a new batch', () => {
    const { scene, meshes, prepare } = row(20)
    const [batch] = prepare()
    meshes[5]!.position.y = 3
    meshes[6]!.material.color.set('#00ff00')
    meshes[7]!.visible = false
    expect(prepare()).toEqual([batch])
    expect(drawn(scene)).toEqual(wanted(scene))
    expect(drawn(scene)).toHaveLength(19)
    meshes[7]!.visible = true
    prepare()
    expect(drawn(scene)).toHaveLength(20)
  })

  it('are sent to the graphics card only when something is different', () => {
    const { meshes, prepare } = row(20)
    const [batch] = prepare()
    const before = batch!.instanceMatrix.version
    const colors = batch!.instanceColor!.version
    prepare()
    expect(batch!.instanceMatrix.version).toBe(before)
    meshes[0]!.position.z = 1
    prepare()
    expect(batch!.instanceMatrix.version).toBe(before + 1)
    expect(batch!.instanceColor!.version).toBe(colors)
  })

  it('are hidden with the group that they are in', () => {
    const { scene, meshes, prepare } = row(20)
    const group = new Group()
    scene.add(group)
    for (const mesh of meshes.slice(0, 10)) group.add(mesh)
    prepare()
    group.visible = false
    prepare()
    expect(drawn(scene)).toEqual(wanted(scene))
    expect(drawn(scene)).toHaveLength(10)
  })

  it('are hit by rays as themselves', () => {
    const { scene, meshes, prepare } = row(20)
    prepare()
    const ray = new Raycaster(new Vector3(4, 0, 5), new Vector3(0, 0, -1))
    expect(ray.intersectObject(scene, true).map(({ object }) => object)).toEqual([meshes[4], meshes[4]])
  })
})

describe('drawn alone', () => {
  const cases: Record<string, (mesh: ReturnType<typeof makeMesh>) => void> = {
    'what one can see through': (mesh) => {
      mesh.material.transparent = true
    },
    'what is mirrored': (mesh) => mesh.scale.set(-1, 1, 1),
    'what has an order of its own': (mesh) => {
      mesh.renderOrder = 2
    },
    'what only one eye sees': (mesh) => mesh.layers.set(1),
    'what is far from the origin': (mesh) => mesh.position.set(5000, 0, 0),
    'what wears another material': (mesh) => {
      mesh.material = new MeshStandardMaterial()
    },
    'what has got another geometry': (mesh) => {
      mesh.geometry = new BoxGeometry(2, 2, 2)
    },
    'what is never out of view': (mesh) => {
      mesh.frustumCulled = false
    },
  }
  for (const [what, change] of Object.entries(cases)) {
    it(`${what}, and the others go on together`, () => {
      const { scene, meshes, prepare } = row(20)
      prepare()
      change(meshes[9]!)
      const [batch] = prepare()
      expect(batch!.count).toBe(19)
      expect(drawn(scene)).toEqual(wanted(scene))
      expect(meshes[9]!.intersectsFrustum(everything)).toBe(true)
    })
  }

  it('what is in a group with an order of its own', () => {
    const { scene, meshes, prepare } = row(20)
    const group = new Group()
    group.renderOrder = 1
    scene.add(group)
    group.add(meshes[0]!)
    expect(prepare()[0]!.count).toBe(19)
    expect(drawn(scene)).toEqual(wanted(scene))
  })

  it('what has a look that no other material can have, or many triangles', () => {
    const scene = new Scene()
    const batches = new MeshBatches()
    const fine = new SphereGeometry(1, 64, 64)
    for (let index = 0; index < 40; index += 1) {
      const mesh = index % 2 === 0 ? makeMesh(box, null) : makeMesh(fine)
      scene.add(mesh)
      batches.offer(mesh)
    }
    scene.updateMatrixWorld()
    batches.prepare(scene, camera)
    expect(batchesIn(scene)).toEqual([])
  })
})

describe('whatever happens', () => {
  for (let round = 0; round < 8; round += 1) {
    const random = new SeededRandom(Number(process.env.SEED ?? Date.now() + round) >>> 0)
    it(`the same is drawn as without batches (SEED=${random.seed})`, () => {
      const scene = new Scene()
      const groups = [scene, new Group(), new Group()]
      groups[1]!.position.set(1, 2, 3)
      groups[2]!.scale.setScalar(2)
      scene.add(groups[1]!)
      groups[1]!.add(groups[2]!)
      const batches = new MeshBatches()
      const meshes = new Map<ReturnType<typeof makeMesh>, () => void>()
      const some = () => random.pick([...meshes.keys()])
      let mostBatches = 0
      for (let step = 0; step < 400; step += 1) {
        const action = meshes.size < 120 ? 0 : random.below(12)
        if (action < 4) {
          const mesh = makeMesh(random.pick([box, ball]), random.pick(['standard 0', 'standard 2']))
          mesh.castShadow = random.chance(0.2)
          mesh.position.set(random.next(), random.next(), random.next())
          random.pick(groups).add(mesh)
          meshes.set(mesh, batches.offer(mesh))
        } else if (action === 4) {
          const mesh = some()
          meshes.get(mesh)!()
          mesh.removeFromParent()
          meshes.delete(mesh)
        } else if (action === 5) some().position.set(random.next(), random.next(), random.next())
        else if (action === 6) some().material.color.setRGB(random.next(), random.next(), random.next())
        else if (action === 7) some().visible = random.chance(0.5)
        else if (action === 8) random.pick(groups.slice(1)).visible = random.chance(0.7)
        else if (action === 9) {
          const mesh = some()
          noteLook(mesh.material, random.pick(['standard 0', 'standard 2', undefined]))
          mesh.castShadow = random.chance(0.5)
          batches.changed(mesh)
        } else if (action === 10) some().scale.x *= -1
        else random.pick(groups).add(some())
        scene.updateMatrixWorld()
        batches.prepare(scene, camera)
        expect(drawn(scene)).toEqual(wanted(scene))
        mostBatches = Math.max(mostBatches, batches.size)
      }
      expect(mostBatches).toBeGreaterThan(1)
      batches.dispose()
      expect(batchesIn(scene)).toEqual([])
      expect(drawn(scene)).toEqual(wanted(scene))
    })
  }
})
