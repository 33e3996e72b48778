import { VuerError } from '../errors.ts'
import type { ContentHandler } from './content.ts'
import { isHeaderText } from './isHeaderText.ts'
import { isPlainPath } from './requestPath.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface RouteOptions {
  /** `GET` by default, which answers HEAD as well. */
  readonly method?: (typeof METHODS)[number]
  /** By default `text/html; charset=utf-8` for text, `application/json` for plain data, and bytes for bytes. */
  readonly contentType?: string
  /** Whether everybody may ask, also without a token. False by default. */
  readonly open?: boolean
}

export interface Route {
  readonly handler: ContentHandler
  readonly contentType: string | undefined
  readonly open: boolean
}

/** Paths that are the server's own, with all below them. */
const reserved = ['socket', 'ca.crt', 'relay', 'static', 'workspace', 'assets', 'index.html']

/** The script's own paths. */
export class RouteTable {
  readonly #routes = new Map<string, Map<string, Route>>()

  /** Throws VuerError `INVALID_ROUTE` for a path that is taken, reserved or cannot be asked for. Returns the removal. */
  add(path: string, handler: ContentHandler, options: RouteOptions = {}): () => void {
    const { method = 'GET', contentType, open = false } = options
    if (typeof handler !== 'function') throw fault(path, 'its handler must be a function')
    if (!METHODS.includes(method)) throw fault(path, `its method must be one of ${METHODS.join(', ')}`)
    if (contentType !== undefined && !isHeaderText(contentType)) {
      throw fault(path, 'its contentType must be a text without line breaks')
    }
    if (path === '/' || reserved.includes(String(path).split('/')[1] ?? '')) {
      throw fault(path, 'this path is the server’s own; choose another one')
    }
    if (typeof path !== 'string' || !isPlainPath(path)) {
      throw fault(path, 'a path begins with a slash and is made of plain names, such as "/status"')
    }
    const methods = this.#routes.get(path) ?? new Map<string, Route>()
    if (methods.has(method)) throw fault(path, `there is a route for ${method} already; remove it first`)
    const route = { handler, contentType, open }
    this.#routes.set(path, methods.set(method, route))
    return () => {
      if (methods.get(method) !== route) return
      methods.delete(method)
      if (methods.size === 0) this.#routes.delete(path)
    }
  }

  /** The routes of a decoded path by method; undefined when it has none. */
  at(path: string): ReadonlyMap<string, Route> | undefined {
    return this.#routes.get(path)
  }
}

function fault(path: unknown, what: string): VuerError {
  return new VuerError('INVALID_ROUTE', `addRoute: ${JSON.stringify(path)}: ${what}`)
}
