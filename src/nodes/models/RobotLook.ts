import type { RawProps } from '../View.ts'
import { ModelLook } from './ModelLook.ts'
import type { Robot } from './Robot.ts'

/** How Vuer draws robots. */
const SURFACE = { type: 'physical', values: { roughness: 0.01, metalness: 0.2, ior: 1.6, reflectivity: 1 } } as const

/** The look of a robot, to which the positions of its joints belong. */
export class RobotLook extends ModelLook {
  readonly #robot: Robot
  /** What the joints were last set to: what a person has moved since stays so until the script writes anew. */
  #last: { readonly value: unknown; readonly ignoreLimits: boolean; readonly isRight: boolean } | undefined

  constructor(robot: Robot) {
    super(robot.object, { fallback: (material) => (robot.owns(material) ? SURFACE : undefined) })
    this.#robot = robot
  }

  override paint(name: string, value: unknown, props: RawProps): boolean {
    if (name !== 'jointValues') return super.paint(name, value, props)
    const ignoreLimits = props.ignoreLimits === true
    if (this.#last && this.#last.value === value && this.#last.ignoreLimits === ignoreLimits) return this.#last.isRight
    const isMap = typeof value === 'object' && value !== null
    const isKnown = this.#robot.setJoints(isMap ? (value as RawProps) : {}, ignoreLimits)
    const isRight = isKnown && (isMap || value === undefined)
    this.#last = { value, ignoreLimits, isRight }
    return isRight
  }
}
