import type { ReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import send from 'send'
import type { Logger } from '../logger.ts'
import { noSuchFile, sendSentence, serverFault } from './answers.ts'

/**
 * Answers with a file: ranges, ETag, Last-Modified and conditional requests. Headers that are set already stay. A file that
 * cannot be opened any more is 404; one that fails while it is read cuts the connection, because its length was promised.
 *
 * @param file its real path
 */
export function sendFile(req: IncomingMessage, res: ServerResponse, file: string, logger: Logger): void {
  const answer = send(req, encodeURIComponent(basename(file)), {
    root: dirname(file),
    dotfiles: 'allow', // what may be seen was decided by the path that was asked for
    index: false,
    cacheControl: false,
  })
  answer.on('error', (error: NodeJS.ErrnoException & { status?: number }) => {
    if (res.headersSent) {
      res.destroy()
      return
    }
    // What is said instead of the file is plain.
    res.removeHeader('Content-Encoding')
    const missing = error.status === 404 || error.code === 'EACCES' || error.code === 'EPERM'
    if (missing) sendSentence(res, 404, noSuchFile)
    else if (error.status === 416) sendSentence(res, 416, 'This file does not have that range.')
    else if (error.status === 412) sendSentence(res, 412, 'The file has changed.')
    else {
      logger.error(`"${file}" could not be read.`, error)
      sendSentence(res, 500, serverFault)
    }
  })
  answer.on('directory', () => sendSentence(res, 404, noSuchFile))
  answer.on('stream', (stream: ReadStream) => {
    // A file that became shorter would leave the browser waiting, and take the next answer for its end.
    stream.once('end', () => {
      if (stream.bytesRead < Number(res.getHeader('Content-Length'))) res.destroy()
    })
  })
  answer.pipe(res)
}
