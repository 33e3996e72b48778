import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encode } from '@msgpack/msgpack'
import sirv from 'sirv'
import { SMALL_ROBOT_TRIANGLES } from '../big/robot.ts'
import { type BrowserStage, HEADSET_PAGE_FOLDER, PAGE_FOLDER } from '../browser/stage.ts'
import { colorOf, motionAt, sizeOf } from '../stream/motion.ts'
import { startBare } from '../support/servers.ts'
import { BOXES, type Visitor } from './ours.ts'
import { visit } from './visit.ts'

/** Beside each script its compressed form, which is served in its place, as our server does. */
export async function compressPages(): Promise<void> {
  for (const folder of [PAGE_FOLDER, HEADSET_PAGE_FOLDER].map((page) => join(page, 'assets'))) {
    const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'))
    for (const name of scripts)
      await writeFile(join(folder, `${name}.gz`), gzipSync(await readFile(join(folder, name))))
  }
}

/** A page of three.js that gets the same in one message, or one that enters the headset by itself. */
export async function bare({ browser, certsFolder }: BrowserStage, robotFolder: string, visitor: Visitor) {
  const enters = visitor === 'hands in VR'
  const page = sirv(enters ? HEADSET_PAGE_FOLDER : PAGE_FOLDER, { gzip: true })
  const robot = sirv(robotFolder)
  await using server = await startBare(certsFolder, (request, response) => {
    if (!request.url?.startsWith('/static/')) return page(request, response)
    request.url = request.url.slice('/static'.length)
    return robot(request, response)
  })
  if (!enters) server.sockets.on('connection', (socket) => socket.send(encode(messageFor(visitor))))
  return await visit(browser, `https://127.0.0.1:${server.port}/?show=big&bytes=4096`, {
    enters,
    whole: enters
      ? null
      : ({ tick, triangles }) => (visitor === 'a URDF' ? triangles >= SMALL_ROBOT_TRIANGLES : tick >= 0),
  })
}

function messageFor(visitor: Visitor) {
  if (visitor === 'a URDF') return { show: 'robot', src: '/static/small.urdf' }
  const nodes = motionAt(BOXES, 0).map((node, index) => ({ ...node, color: colorOf(index) }))
  return { show: 'boxes', size: sizeOf(BOXES), nodes }
}
