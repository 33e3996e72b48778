import { type BufferGeometry, type Material, type Mesh, MeshPhongMaterial, Object3D, type WebGLRenderer } from 'three'
import URDFLoader, { type URDFRobot } from 'urdf-loader'
import { type Asset, fileName } from './Assets.ts'
import { formatOf } from './formats.ts'
import type { Lease } from './LeaseCache.ts'
import type { Model } from './Model.ts'
import type { ModelCache } from './ModelCache.ts'
import { fullUrl, Resources } from './Resources.ts'
import { type Gap, Robot } from './Robot.ts'
import { robotFileUrl } from './robotPaths.ts'
import { readUrdf } from './urdfXml.ts'

export interface RobotSource {
  readonly text: string
  /** The address of the URDF, or of the folder that its paths start from. */
  readonly url: string | undefined
  readonly assets: Readonly<Record<string, Asset>> | undefined
  readonly packages: string | Readonly<Record<string, string>> | undefined
  readonly parseVisual: boolean
  readonly parseCollision: boolean
}

interface RobotTools {
  readonly cache: ModelCache
  readonly renderer: WebGLRenderer
}

/** Reads a URDF with its meshes; those that cannot be loaded are left out and named. Throws if the URDF is broken. */
export async function loadRobot(
  source: RobotSource,
  tools: RobotTools,
  signal: AbortSignal,
  onProgress: (fraction: number | undefined) => void,
): Promise<Robot> {
  const assembly = new Assembly(source, tools, signal, onProgress)
  try {
    return await assembly.build()
  } catch (error) {
    assembly.release()
    signal.throwIfAborted()
    throw error
  }
}

class Assembly {
  readonly #source: RobotSource
  readonly #tools: RobotTools
  readonly #signal: AbortSignal
  readonly #onProgress: (fraction: number | undefined) => void
  readonly #resources: Resources
  readonly #meshes: Lease<Model>[] = []
  readonly #missing: string[] = []
  readonly #gaps: Gap[] = []
  readonly #materials = new Set<Material>()
  readonly #geometries = new Set<BufferGeometry>()
  readonly #loads: Promise<void>[] = []
  #loaded = 0

  constructor(
    source: RobotSource,
    tools: RobotTools,
    signal: AbortSignal,
    onProgress: (fraction: number | undefined) => void,
  ) {
    this.#source = source
    this.#tools = tools
    this.#signal = signal
    this.#onProgress = onProgress
    this.#resources = new Resources({ url: source.url, assets: source.assets, signal })
    // Loads that nobody waits for any more are ended at once.
    signal.addEventListener('abort', () => this.release(), { once: true })
  }

  async build(): Promise<Robot> {
    const object = this.#parse()
    object.traverse((part) => {
      const { geometry, material } = part as Mesh
      if (geometry) this.#geometries.add(geometry)
      if (material) this.#materials.add(material as Material)
    })
    await Promise.all(this.#loads)
    await this.#resources.settled()
    this.#signal.throwIfAborted()
    for (const file of this.#resources.missing) this.#missing.push(`${file} could not be loaded`)
    for (const material of this.#materials) asWritten(material)
    this.#markCollisions(object)
    this.#resources.dispose()
    return new Robot(object, {
      missing: this.#missing,
      gaps: this.#gaps,
      materials: this.#materials,
      geometries: this.#geometries,
      meshes: this.#meshes,
    })
  }

  release(): void {
    for (const mesh of this.#meshes) mesh.release()
    this.#resources.dispose()
  }

  #parse(): URDFRobot {
    const { parseVisual, parseCollision, text } = this.#source
    const loader = new URDFLoader(this.#resources.manager)
    loader.parseVisual = parseVisual
    loader.parseCollision = parseCollision
    // Paths come as they stand in the file, and are made addresses here.
    loader.packages = (name) => `package://${name}`
    loader.workingPath = ''
    this.#resources.manager.setURLModifier((path) => this.#textureUrl(path))
    loader.loadMeshCb = (path, _manager, material, done) => {
      this.#materials.add(material)
      const load = this.#loadMesh(path, material)
        .then(done, (error: Error) => {
          if (this.#signal.aborted) return
          const place = new Object3D()
          this.#gaps.push({ place, reason: `${fileName(path)}: ${error.message}` })
          done(place)
        })
        .then(() => {
          this.#loaded += 1
          this.#onProgress(this.#loaded / this.#loads.length)
        })
      this.#loads.push(load)
    }
    return loader.parse(readUrdf(text))
  }

  /** An asset for the path that stands in the file, else the address that the path means. */
  #find(path: string): Asset {
    const { packages } = this.#source
    return this.#resources.assets.find(path) ?? robotFileUrl(path, { base: this.#resources.base, packages })
  }

  #textureUrl(path: string): string {
    if (/^(data|blob):/.test(path)) return path
    try {
      const found = this.#find(path)
      return typeof found === 'string' ? fullUrl(found) : this.#resources.resolve(path)
    } catch {
      return path
    }
  }

  async #loadMesh(path: string, material: Material): Promise<Object3D> {
    const format = formatOf(path)
    if (!format) throw new Error('meshes can be STL, OBJ, DAE, glTF, PLY, PCD or FBX')
    const found = this.#find(path)
    const { assets } = this.#source
    const { base } = this.#resources
    const file = typeof found === 'string' ? { url: fullUrl(found) } : { bytes: found, url: base }
    const lease = this.#tools.cache.acquire({ format, assets, ...file }, this.#tools.renderer)
    this.#meshes.push(lease)
    const model = await lease.value
    for (const name of model.missing) this.#missing.push(`${name} could not be loaded`)
    const object = model.instantiate()
    if (model.isPlain) {
      object.traverse((part) => {
        const mesh = part as Mesh
        if (mesh.isMesh && !mesh.geometry.hasAttribute('color')) mesh.material = material
      })
    }
    return object
  }

  /** What is touched is not what is seen: it is drawn so that the two can be told apart. */
  #markCollisions(object: URDFRobot): void {
    if (!this.#source.parseCollision) return
    const material = new MeshPhongMaterial({ color: '#f5a524', opacity: 0.4, transparent: true, depthWrite: false })
    this.#materials.add(material)
    object.traverse((part) => {
      if (!(part as { isURDFCollider?: boolean }).isURDFCollider) return
      part.traverse((below) => {
        if ((below as Mesh).isMesh) (below as Mesh).material = material
      })
    })
  }
}

/** The numbers of a URDF's colours are those of the screen, as every other viewer of robots takes them. */
function asWritten(material: Material): void {
  if (material instanceof MeshPhongMaterial) material.color.convertSRGBToLinear()
}
