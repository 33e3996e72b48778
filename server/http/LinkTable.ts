import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import etag from 'etag'
import { VuerError } from '../errors.ts'
import type { ContentHandler } from './content.ts'
import { isHeaderText } from './isHeaderText.ts'
import { mediaTypeOf } from './mediaTypes.ts'
import { isPlainPath } from './requestPath.ts'

/**
 * What stands behind a link: bytes or text, which must not be changed afterwards; a file anywhere on this machine, as a
 * `file:` URL or by its absolute path; or a function that is asked for each request.
 */
export type LinkSource = Uint8Array | string | URL | { readonly file: string } | ContentHandler

export interface LinkOptions {
  /** By default what the ending of the path says. */
  readonly contentType?: string
}

/** A path under `/static` that leads to something else than a file in `staticRoot`. */
export interface Link extends Disposable {
  /** The path on this server, `/static/robot/arm.urdf`, percent-encoded. */
  readonly url: string
  /** From now on the path is 404, or again what `staticRoot` has there. */
  unlink(): void
}

/** A link as it is served. */
export type LinkTarget = { readonly contentType: string | undefined } & (
  | { readonly kind: 'bytes'; readonly body: Uint8Array; readonly etag: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'handler'; readonly handler: ContentHandler }
)

/** The links of a server, by the decoded path below `/static` and `/workspace`, from its slash on. */
export class LinkTable {
  readonly #targets = new Map<string, LinkTarget>()

  /** Throws VuerError `INVALID_LINK` for a path that cannot be asked for or is linked, and for a source that is none. */
  add(path: string, source: LinkSource, { contentType }: LinkOptions = {}): Link {
    const below = typeof path === 'string' ? `/${path.replace(/^\//, '')}` : ''
    if (!isPlainPath(below)) {
      throw new VuerError(
        'INVALID_LINK',
        `link: ${JSON.stringify(path)} is no path of plain names, such as "robot/arm.urdf"; hidden files, ".." and ":" are never served`,
      )
    }
    if (contentType !== undefined && !isHeaderText(contentType)) {
      throw new VuerError('INVALID_LINK', `link: the contentType of "${path}" must be a text without line breaks`)
    }
    if (this.#targets.has(below)) {
      throw new VuerError('INVALID_LINK', `link: "${path}" is linked already; unlink it first`)
    }
    const target = toTarget(below, source, contentType ?? mediaTypeOf(below))
    this.#targets.set(below, target)
    const unlink = () => {
      if (this.#targets.get(below) === target) this.#targets.delete(below)
    }
    const url = `/static${below.split('/').map(encodeURIComponent).join('/')}`
    return { url, unlink, [Symbol.dispose]: unlink }
  }

  get(path: string): LinkTarget | undefined {
    return this.#targets.get(path)
  }
}

function toTarget(path: string, source: LinkSource, contentType: string | undefined): LinkTarget {
  if (typeof source === 'function') return { kind: 'handler', handler: source, contentType }
  if (typeof source === 'string' || source instanceof Uint8Array) {
    const body = typeof source === 'string' ? Buffer.from(source) : source
    const ofText = typeof source === 'string' ? 'text/plain; charset=utf-8' : undefined
    return {
      kind: 'bytes',
      body,
      etag: etag(Buffer.from(body.buffer, body.byteOffset, body.byteLength)),
      contentType: contentType ?? ofText,
    }
  }
  const file = pathOf(source)
  if (file === null || !isAbsolute(file)) {
    throw new VuerError(
      'INVALID_LINK',
      `link: the source of "${path.slice(1)}" must be bytes, a text, a function, a file: URL, or { file } with an absolute path`,
    )
  }
  return { kind: 'file', file, contentType: contentType ?? mediaTypeOf(file) }
}

function pathOf(source: unknown): string | null {
  if (source instanceof URL) return source.protocol === 'file:' && source.host === '' ? fileURLToPath(source) : null
  if (typeof source !== 'object' || source === null || !('file' in source)) return null
  return typeof source.file === 'string' ? source.file : null
}
