import type { WebGLRenderer } from 'three'
import type { Asset } from './Assets.ts'
import type { Decoders } from './Decoders.ts'
import type { Parsed } from './Model.ts'
import type { Resources } from './Resources.ts'

export interface ParseContext {
  readonly resources: Resources
  readonly renderer: WebGLRenderer
  readonly decoders: Decoders
  readonly signal: AbortSignal
  /** What the node says about how to read the file. */
  readonly options: FormatOptions
}

export interface FormatOptions {
  /** Of Obj. */
  readonly mtl?: Asset | undefined
  /** Of formats with bones. */
  readonly bones?: BoneOptions | undefined
}

export interface BoneOptions {
  readonly shape: 'capsule' | 'bone'
  readonly radius: number
  readonly color: string | number
  /** Length of the axes of each joint; 0 for none. */
  readonly frameLength: number
}

export type Parse = (bytes: Uint8Array, context: ParseContext) => Promise<Parsed> | Parsed

interface Format {
  /** With an article, for messages. */
  readonly name: string
  /** What a file of this format may look like; see fileKind.ts. */
  readonly kinds: readonly string[]
  readonly load: () => Promise<{ parse: Parse }>
}

/** Each format's reader is a piece of the program of its own, fetched with the first file of it. */
export const FORMATS = {
  gltf: {
    name: 'a glTF model',
    kinds: ['a binary glTF', 'a JSON file'],
    load: () => import('./formats/gltf.ts'),
  },
  obj: { name: 'an OBJ model', kinds: [], load: () => import('./formats/obj.ts') },
  stl: { name: 'an STL model', kinds: [], load: () => import('./formats/stl.ts') },
  ply: { name: 'a PLY model', kinds: ['a PLY file'], load: () => import('./formats/ply.ts') },
  pcd: { name: 'a PCD point cloud', kinds: ['a PCD file'], load: () => import('./formats/pcd.ts') },
  dae: { name: 'a Collada model', kinds: ['an XML file'], load: () => import('./formats/dae.ts') },
  fbx: { name: 'an FBX model', kinds: ['an FBX file'], load: () => import('./formats/fbx.ts') },
  bvh: { name: 'a BVH motion', kinds: ['a BVH file'], load: () => import('./formats/bvh.ts') },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof FORMATS

const BY_EXTENSION: Readonly<Record<string, FormatName>> = {
  glb: 'gltf',
  gltf: 'gltf',
  obj: 'obj',
  stl: 'stl',
  ply: 'ply',
  pcd: 'pcd',
  dae: 'dae',
  fbx: 'fbx',
}

/** The format that a file's name says. */
export function formatOf(path: string): FormatName | undefined {
  const extension = /\.(\w+)(?:[?#].*)?$/s.exec(path)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined
}
