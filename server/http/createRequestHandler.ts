import type { IncomingMessage, ServerResponse } from 'node:http'
import { hostIsKnown } from '../auth/pageFault.ts'
import { noSuchFile, sendSentence, serverFault } from './answers.ts'
import { type DataOptions, dataResource } from './dataResource.ts'
import { letIn, type ReaderPolicy, rememberToken } from './letIn.ts'
import type { Resource } from './Resource.ts'
import type { RouteTable } from './RouteTable.ts'
import { type RelayOptions, relayResource } from './relayResource.ts'
import { readRequestPath } from './requestPath.ts'
import { type RouteContext, routeResource } from './routeResource.ts'
import { setSecurityHeaders } from './securityHeaders.ts'
import { type ClientOptions, sendClient } from './sendClient.ts'

/** What the request handler needs. */
export interface HttpOptions extends ClientOptions, DataOptions, ReaderPolicy, RelayOptions, RouteContext {
  /** Host names, without port, under which this server is meant to be reached. */
  readonly knownHosts: readonly string[]
  readonly routes: RouteTable
}

/**
 * Answers plain requests: the built client and `/ca.crt` for everybody; `/static`, `/workspace`, the script's routes and
 * `/relay` for those who have a token. Nothing that a client sends makes the handler throw.
 */
export function createRequestHandler(options: HttpOptions): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    answer(req, res, options).catch((error) => {
      // Without the query, which may hold the token.
      options.logger.error(`${req.method} ${req.url?.split('?', 1)[0]} failed.`, error)
      if (res.headersSent) res.destroy()
      else sendSentence(res, 500, serverFault)
    })
  }
}

async function answer(req: IncomingMessage, res: ServerResponse, options: HttpOptions): Promise<void> {
  setSecurityHeaders(res)
  if (!hostIsKnown(req.headers.host, options.knownHosts)) {
    return sendSentence(res, 403, 'Host name not known: open the page by IP address, or add the name to knownHosts.')
  }
  const target = readRequestPath(req.url ?? '')
  if (target.kind === 'malformed') return sendSentence(res, 400, 'This address is malformed.')
  if (target.kind === 'refused') return sendSentence(res, 404, noSuchFile)
  const resource = resourceAt(target.path, req.method, options)
  if (resource === null) {
    rememberToken(req, res, options.tokens)
    return sendClient(req, res, target.path, options)
  }
  if (letIn(req, res, resource, options)) await resource.answer(req, res)
}

/** What is not for everybody at that path; null where the client may have a file. */
function resourceAt(path: string, method: string | undefined, options: HttpOptions): Resource | null {
  if (path === '/relay') return relayResource(options)
  const [, folder, below] = /^\/(static|workspace)(\/.+)$/.exec(path) ?? []
  if (folder !== undefined && below !== undefined) return dataResource(below, options)
  const routes = options.routes.at(path)
  return routes ? routeResource(path, routes, method, options) : null
}
