import type { ServerResponse } from 'node:http'
import type { Logger } from '../logger.ts'
import { noSuchFile, sendSentence, sendWhole } from './answers.ts'
import type { Entity } from './content.ts'
import type { Resource } from './Resource.ts'
import type { Route } from './RouteTable.ts'
import { readBody } from './readBody.ts'
import { runHandler } from './runHandler.ts'
import { routePolicy } from './securityHeaders.ts'

export interface RouteContext {
  readonly logger: Logger
  /** Largest body of a request, in bytes. */
  readonly requestMaxSize: number
}

/** A path of the script's own, for the method that is asked. */
export function routeResource(
  path: string,
  routes: ReadonlyMap<string, Route>,
  method: string | undefined,
  { logger, requestMaxSize }: RouteContext,
): Resource {
  const route = routes.get(method === 'HEAD' ? 'GET' : (method ?? ''))
  return {
    methods: [...routes.keys()].flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])),
    role: route?.open ? null : 'viewer',
    isPage: routes.has('GET'),
    async answer(req, res) {
      res.setHeader('Content-Security-Policy', routePolicy)
      res.setHeader('Referrer-Policy', 'same-origin') // with none at all a form of the page would be taken for a foreign one
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const body = hasBody ? await readBody(req, requestMaxSize) : new Uint8Array()
      if (body === 'too large') return sendSentence(res, 413, tooLarge(requestMaxSize))
      if (body === 'gone' || !route) return
      const entity = await runHandler(route.handler, { req, res, path, body }, logger)
      if (entity !== null) sendEntity(res, entity, route)
    },
  }
}

export const tooLarge = (bytes: number): string =>
  `The body is larger than ${bytes} bytes: send less, or raise the option requestMaxSize.`

function sendEntity(res: ServerResponse, { status, body, kind, contentType }: Entity, route: Route): void {
  if (kind === 'nothing') {
    if (status === 404) sendSentence(res, 404, noSuchFile)
    else res.writeHead(status, { 'Cache-Control': 'no-store' }).end()
    return
  }
  const ofText = kind === 'text' ? 'text/html; charset=utf-8' : 'application/octet-stream'
  sendWhole(res, status, contentTypeOf(kind, contentType, route) ?? ofText, body)
}

/** The answer's own word, then the route's, then what plain data is. */
function contentTypeOf(kind: Entity['kind'], own: string | null, { contentType }: Route): string | null | undefined {
  return kind === 'json' && own === 'application/json' ? (contentType ?? own) : (own ?? contentType)
}
