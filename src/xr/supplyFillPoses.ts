/** What `XRFrame.prototype` may lack. */
type FrameClass = { prototype: Partial<Pick<XRFrame, 'fillPoses' | 'getJointPose' | 'getPose'>> }

/**
 * Gives frames `fillPoses` where the browser has hand tracking without it: the models of hands, which are not ours, know
 * no other way. Slower, since it asks for each pose, and otherwise as the specification has it.
 */
export function supplyFillPoses(frameClass: FrameClass | undefined): void {
  if (!frameClass || frameClass.prototype.fillPoses) return
  frameClass.prototype.fillPoses = function (this: XRFrame, spaces, baseSpace, transforms) {
    let at = 0
    let isComplete = true
    for (const space of spaces) {
      const pose = this.getPose(space, baseSpace)
      if (pose) transforms.set(pose.transform.matrix, at)
      else {
        transforms.fill(Number.NaN, at, at + 16)
        isComplete = false
      }
      at += 16
    }
    return isComplete
  }
}
