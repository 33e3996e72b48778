import { realpath } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import etag from 'etag'
import type { Logger } from '../logger.ts'
import { noSuchFile, sendSentence } from './answers.ts'
import { isPrivate } from './containedFile.ts'
import type { LinkTable, LinkTarget } from './LinkTable.ts'
import { harmlessType, mediaTypeOf } from './mediaTypes.ts'
import type { Resource } from './Resource.ts'
import { runHandler } from './runHandler.ts'
import { dataPolicy } from './securityHeaders.ts'
import { sendBytes } from './sendBytes.ts'
import { sendFile } from './sendFile.ts'
import { findStaticFile } from './staticRoots.ts'

export interface DataOptions {
  readonly links: LinkTable
  /** Folders to serve; the first that has a file wins. */
  readonly staticRoot: readonly string[]
  /** Files and folders that are never served: keys and tokens. */
  readonly privatePaths: readonly string[]
  readonly logger: Logger
}

/** What lies under `/static` and `/workspace`: links first, then the folders. `path` begins after that, with its slash. */
export function dataResource(path: string, options: DataOptions): Resource {
  return {
    methods: ['GET', 'HEAD'],
    role: 'viewer',
    isPage: false,
    async answer(req, res) {
      res.setHeader('Content-Security-Policy', dataPolicy)
      res.setHeader('Cache-Control', isHot(req.url) ? 'no-cache, no-store' : 'private, no-cache')
      const target = options.links.get(path)
      if (target) return answerLink(req, res, { path, target, options })
      const file = await findStaticFile(options.staticRoot, path, options.privatePaths)
      if (file === null) return sendSentence(res, 404, noSuchFile)
      setType(res, mediaTypeOf(path))
      sendFile(req, res, file, options.logger)
    },
  }
}

async function answerLink(
  req: IncomingMessage,
  res: ServerResponse,
  { path, target, options }: { readonly path: string; readonly target: LinkTarget; readonly options: DataOptions },
): Promise<void> {
  setType(res, target.contentType)
  if (target.kind === 'bytes') return sendBytes(req, res, target.body, target.etag)
  if (target.kind === 'file') {
    const file = await realpath(target.file).catch(() => null)
    if (file === null || (await isPrivate(file, options.privatePaths))) return sendSentence(res, 404, noSuchFile)
    return sendFile(req, res, file, options.logger)
  }
  const entity = await runHandler(target.handler, { req, res, path, body: new Uint8Array() }, options.logger)
  if (entity === null) return
  const { status, body, kind } = entity
  if (status === 404 && kind === 'nothing') return sendSentence(res, 404, noSuchFile)
  setType(res, entity.contentType ?? target.contentType ?? (kind === 'text' ? 'text/plain; charset=utf-8' : undefined))
  if (status === 200) return sendBytes(req, res, body, etag(Buffer.from(body.buffer, body.byteOffset, body.byteLength)))
  if (status !== 204) res.setHeader('Content-Length', body.byteLength)
  res.writeHead(status).end(body)
}

/** `?hot` or `?hot=…`, but not `?hot=false`: the file changes while it is looked at, so nothing may be kept. */
function isHot(url: string | undefined): boolean {
  const query = new URLSearchParams(url?.split('#', 1)[0]?.split('?').slice(1).join('?'))
  for (const [name, value] of query) if (name.toLowerCase() === 'hot') return value.toLowerCase() !== 'false'
  return false
}

function setType(res: ServerResponse, type = 'application/octet-stream'): void {
  res.setHeader('Content-Type', harmlessType(type))
}
