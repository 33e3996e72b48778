import { isFiniteList, type Tracking, trackingOf } from './tracking.ts'

/** Reads the head, once a frame: 16 numbers, column-major, metres, midway between the eyes, looking along -z. */
export class HeadSampler {
  readonly matrix = new Float32Array(16)
  tracking: Tracking = 'absent'
  /** What one eye sees, of the same frame; the left eye where there are two. */
  view: XRView | undefined

  read(frame: XRFrame, space: XRReferenceSpace): Tracking {
    const pose = frame.getViewerPose(space)
    this.view = pose?.views[0]
    if (pose) this.matrix.set(pose.transform.matrix)
    this.tracking = pose && isFiniteList(this.matrix) ? trackingOf(pose) : 'absent'
    return this.tracking
  }
}
