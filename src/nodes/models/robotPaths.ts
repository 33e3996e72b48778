import { fullUrl } from './Resources.ts'

export interface PathRules {
  /** The folder of the URDF, with a slash at the end. */
  readonly base: string
  /** Where `package://` paths lead: the folder of all packages, or one for each package. */
  readonly packages: string | Readonly<Record<string, string>> | undefined
}

/** Folders of a package in which its URDF files usually are. */
const USUAL = /\/(urdf|urdfs|robots|xacro|model|models)\/$/

/** The address of a file that a URDF names. Throws where no address can be made of it. */
export function robotFileUrl(path: string, { base, packages }: PathRules): string {
  const written = path.trim().replaceAll('\\', '/')
  if (written.startsWith('file:')) throw new Error('a browser cannot read file://; give its bytes in assets')
  const match = /^(?:package|model):\/\/([^/]+)\/(.+)$/s.exec(written)
  if (!match) return fullUrl(written, base)
  const [, name, rest] = match as unknown as [string, string, string]
  return `${packageFolder(name, base, packages)}${rest}`
}

function packageFolder(name: string, base: string, packages: PathRules['packages']): string {
  if (typeof packages === 'string') {
    const folder = slashed(fullUrl(packages))
    return folder.endsWith(`/${name}/`) ? folder : `${folder}${name}/`
  }
  if (packages) {
    if (!Object.hasOwn(packages, name)) throw new Error(`packages has no entry for "${name}"`)
    return slashed(fullUrl(packages[name]!))
  }
  const at = base.lastIndexOf(`/${name}/`)
  if (at >= 0) return base.slice(0, at + name.length + 2)
  return USUAL.test(base) ? base.replace(/[^/]+\/$/, '') : `${base}${name}/`
}

const slashed = (folder: string) => (folder.endsWith('/') ? folder : `${folder}/`)
