import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '../logger.ts'
import { sendSentence, serverFault } from './answers.ts'
import { type ContentHandler, type Entity, toEntity } from './content.ts'

/**
 * Asks a handler of the script for its answer. Null when there is nothing left to do: the other end has gone, or the
 * handler failed, which was logged and answered.
 */
export async function runHandler(
  handler: ContentHandler,
  request: {
    readonly req: IncomingMessage
    readonly res: ServerResponse
    readonly path: string
    readonly body: Uint8Array
  },
  logger: Logger,
): Promise<Entity | null> {
  const { req, res, path, body } = request
  const gone = new AbortController()
  const onClose = () => gone.abort()
  res.once('close', onClose)
  const query = new URLSearchParams(req.url?.split('#', 1)[0]?.split('?').slice(1).join('?'))
  query.delete('token')
  try {
    const entity = toEntity(await handler({ path, query, method: req.method ?? 'GET', body, signal: gone.signal }))
    return gone.signal.aborted ? null : entity
  } catch (error) {
    if (gone.signal.aborted) return null
    logger.error(`the handler of ${path} failed.`, error)
    sendSentence(res, 500, serverFault)
    return null
  } finally {
    res.off('close', onClose)
  }
}
