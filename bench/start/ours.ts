import { Hands, Scene, Urdf, type Vuer } from 'vuer-xr'
import { SMALL_ROBOT_TRIANGLES } from '../big/robot.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { FIRST_KEY } from '../stream/motion.ts'
import { boxesOf, emptyStage } from '../stream/ours.ts'
import { startOurs } from '../support/servers.ts'
import { visit } from './visit.ts'

export const BOXES = 100

/** Who comes, and what they get to see. */
export type Visitor = 'boxes' | 'a URDF' | 'hands in VR'

export async function ours({ browser, certsFolder }: BrowserStage, robotFolder: string, visitor: Visitor) {
  const prepare = (app: Vuer) => app.spawn((session) => void session.set(sceneFor(visitor)))
  await using server = await startOurs(certsFolder, prepare, { staticRoot: robotFolder })
  const enters = visitor === 'hands in VR'
  return await visit(browser, `https://127.0.0.1:${server.port}/${enters ? '?emulate=quest3' : ''}`, {
    enters,
    whole: ({ tick, triangles }) => (visitor === 'a URDF' ? triangles >= SMALL_ROBOT_TRIANGLES : tick >= 0),
  })
}

function sceneFor(visitor: Visitor) {
  if (visitor === 'a URDF') return emptyStage(Urdf({ key: FIRST_KEY, src: '/static/small.urdf' }))
  if (visitor === 'boxes') return emptyStage(...boxesOf(BOXES))
  return Scene({ grid: false, bgChildren: [Hands({ key: 'hands', fps: 60 })] }, ...boxesOf(BOXES))
}
