import { parseXml } from './xml.ts'

/** The root of a URDF. Throws, with the name of what is wrong, for what a loader would trip over. */
export function readUrdf(text: string): Element {
  const robot = parseXml(text, 'robot')
  if (/<xacro:/.test(text)) throw new Error('this is a xacro file: expand it first (`xacro robot.urdf.xacro`)')
  const children = (tag: string) => [...robot.children].filter(({ nodeName }) => nodeName.toLowerCase() === tag)
  const nameOf = (element: Element) => element.getAttribute('name') ?? ''
  const links = new Set(children('link').map(nameOf))
  if (links.size === 0) throw new Error('the robot has no links')
  const joints = new Set(children('joint').map(nameOf))
  for (const joint of children('joint')) {
    const part = (tag: string) => [...joint.children].find(({ nodeName }) => nodeName.toLowerCase() === tag)
    for (const end of ['parent', 'child']) {
      const link = part(end)?.getAttribute('link') ?? ''
      if (!links.has(link)) throw new Error(`joint "${nameOf(joint)}": its ${end} link "${link}" does not exist`)
    }
    const mimicked = part('mimic')?.getAttribute('joint')
    if (mimicked !== undefined && !joints.has(mimicked ?? '')) {
      throw new Error(`joint "${nameOf(joint)}": the joint "${mimicked}" that it mimics does not exist`)
    }
    const axis = part('axis')
    if (axis && !axis.getAttribute('xyz')) throw new Error(`joint "${nameOf(joint)}": its axis has no xyz`)
  }
  const descendants = [...robot.querySelectorAll('joint > child')].map((child) => child.getAttribute('link'))
  if (descendants.length >= links.size) throw new Error('the joints go round in a circle: no link is the root')
  for (const geometry of robot.querySelectorAll('geometry')) {
    if (geometry.children.length === 0) throw new Error(`link "${linkOf(geometry)}": a geometry is empty`)
  }
  for (const mesh of robot.querySelectorAll('mesh')) {
    if (!mesh.getAttribute('filename')) throw new Error(`link "${linkOf(mesh)}": a mesh has no filename`)
  }
  return robot
}

const linkOf = (element: Element) => element.closest('link')?.getAttribute('name') ?? ''
