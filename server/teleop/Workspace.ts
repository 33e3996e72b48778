import type { ArmPose } from './ArmPose.ts'
import { add, lengthOf, scaled, subtract, type Vector3 } from './rigid.ts'

/** What happens at the border: the arm slides along it, or stops with `out-of-reach`. */
export type Leaving = 'clamp' | 'stop'

/**
 * Where the tool may be, in metres in the robot's frame: a box along the axes, a sphere, or a function that says of a
 * pose whether the arm can take it. Of a function the border is not known, so the arm stops there.
 */
export type Workspace =
  | { readonly min: Vector3; readonly max: Vector3; readonly leaving?: Leaving }
  | { readonly center: Vector3; readonly radius: number; readonly leaving?: Leaving }
  | ((pose: ArmPose) => boolean)

/** A point that was moved to the border lies on it but for rounding. Metres. */
const ON_BORDER = 1e-6

/** The pose itself, or the nearest one inside for a workspace that clamps. */
export function keepWithin(workspace: Workspace | undefined, pose: ArmPose): ArmPose {
  if (!workspace || typeof workspace === 'function' || workspace.leaving === 'stop') return pose
  return { ...pose, position: nearestInside(workspace, pose.position) }
}

export function isWithin(workspace: Workspace | undefined, pose: ArmPose): boolean {
  if (!workspace) return true
  if (typeof workspace === 'function') return workspace(pose) === true
  return lengthOf(subtract(nearestInside(workspace, pose.position), pose.position)) <= ON_BORDER
}

function nearestInside(workspace: Exclude<Workspace, (pose: ArmPose) => boolean>, position: Vector3): Vector3 {
  if ('radius' in workspace) {
    const fromCenter = subtract(position, workspace.center)
    const distance = lengthOf(fromCenter)
    if (distance <= workspace.radius) return position
    return add(workspace.center, scaled(fromCenter, workspace.radius / distance))
  }
  const { min, max } = workspace
  const within = (axis: 0 | 1 | 2) => Math.min(max[axis], Math.max(min[axis], position[axis]))
  return [within(0), within(1), within(2)]
}
