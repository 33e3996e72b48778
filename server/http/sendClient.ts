import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import type { Logger } from '../logger.ts'
import { noSuchFile, sendSentence, sendWhole } from './answers.ts'
import { containedFile } from './containedFile.ts'
import { sendFile } from './sendFile.ts'

export interface ClientOptions {
  /** Folder of the built client, which holds index.html. It may be built, or built again, while the server runs. */
  readonly clientRoot: string
  /** PEM of the authority to hand out at /ca.crt; null when the certificate was not made here. */
  readonly authority: string | null
  readonly logger: Logger
}

/** Vite's names for built files: `/assets/main-B3x_9aQz.js`. Their content never changes under the same name. */
const hashedAsset = /^\/assets\/.+-[\w-]{8}\.\w+$/

/** What is open to everybody: the built client and `/ca.crt`. */
export async function sendClient(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  { clientRoot, authority, logger }: ClientOptions,
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('Allow', 'GET, HEAD')
    return sendSentence(res, 405, 'Only GET and HEAD are answered here.')
  }
  if (path === '/ca.crt') return sendAuthority(res, authority)
  const index = await containedFile(clientRoot, '/index.html')
  if (index === null) return sendSentence(res, 503, 'The client is not built yet. Run: npm run build')
  const file = path === '/' ? index : await containedFile(clientRoot, path)
  if (file === null) return sendSentence(res, 404, noSuchFile)
  res.setHeader('Cache-Control', hashedAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
  sendFile(req, res, (await compressedFile(req, res, path, clientRoot)) ?? file, logger)
}

/** A built script or style sheet that lies there compressed too, for who takes it. Sets the headers that belong to it. */
async function compressedFile(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  clientRoot: string,
): Promise<string | null> {
  const type = hashedAsset.test(path) ? compressedTypes[extname(path)] : undefined
  if (type === undefined) return null
  const accepted = req.headers['accept-encoding'] ?? ''
  const files = await Promise.all(
    encodings.map(async (encoding) => ({ ...encoding, file: await containedFile(clientRoot, path + encoding.ending) })),
  )
  const there = files.filter(({ file }) => file !== null)
  if (there.length > 0) res.appendHeader('Vary', 'Accept-Encoding')
  const found = there.find(({ taken }) => taken.test(accepted))
  if (!found) return null
  res.setHeader('Content-Type', type)
  res.setHeader('Content-Encoding', found.name)
  return found.file
}

/** What the build writes beside a file, the smallest first. */
const encodings = [
  { name: 'br', ending: '.br', taken: /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/ },
  { name: 'gzip', ending: '.gz', taken: /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/ },
] as const

/** By file name ending: what the build writes a second time, compressed. */
const compressedTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

function sendAuthority(res: ServerResponse, authority: string | null): void {
  if (authority === null) {
    sendSentence(res, 404, 'This server uses a certificate of its own: ask its owner for the authority.')
  } else {
    res.setHeader('Content-Disposition', 'attachment; filename="vuer-xr-ca.crt"')
    sendWhole(res, 200, 'application/x-x509-ca-cert', authority)
  }
}
