import type { RawProps } from '../View.ts'
import { ModelLook } from './ModelLook.ts'
import type { Robot } from './Robot.ts'

/** How Vuer draws robots. */
const SURFACE = { type: 'physical', values: { roughness: 0.01, metalness: 0.2, ior: 1.6, reflectivity: 1 } } as const

/** The look of a robot, to which the positions of its joints belong. */
export class RobotLook extends ModelLook {
  readonly #robot: Robot

  constructor(robot: Robot) {
    super(robot.object, { fallback: (material) => (robot.owns(material) ? SURFACE : undefined) })
    this.#robot = robot
  }

  override paint(name: string, value: unknown, props: RawProps): boolean {
    if (name !== 'jointValues') return super.paint(name, value, props)
    const isMap = typeof value === 'object' && value !== null
    const isRight = this.#robot.setJoints(isMap ? (value as RawProps) : {}, props.ignoreLimits === true)
    return isRight && (isMap || value === undefined)
  }
}
