import { Matrix4, type OrthographicCamera, type PerspectiveCamera } from 'three'

/** From where the scene is seen in this frame: the head in a headset, the camera on the desktop. */
export interface Sight {
  /** Camera axes (it looks along -z) to the world frame. */
  readonly worldFromEye: Matrix4
  /** Of what fills the view from top to bottom, `distance` metres ahead. */
  heightAt(distance: number): number
  /** Width over height of the view. */
  readonly aspect: number
  readonly isPresenting: boolean
}

/** What the desktop's camera sees. Its matrices are brought up to date. */
export function cameraSight(camera: PerspectiveCamera | OrthographicCamera): Sight {
  camera.updateWorldMatrix(true, false)
  return {
    worldFromEye: camera.matrixWorld,
    heightAt: heightThrough(camera.projectionMatrix.elements),
    aspect: camera.projectionMatrix.elements[5]! / camera.projectionMatrix.elements[0]!,
    isPresenting: false,
  }
}

/** What the person in the headset sees; `null` while the head is not tracked. */
export function headSight(frame: XRFrame, space: XRReferenceSpace, worldFromSpace: Matrix4): Sight | null {
  const pose = frame.getViewerPose(space)
  const view = pose?.views[0]
  if (!pose || !view) return null
  const { projectionMatrix } = view
  return {
    worldFromEye: new Matrix4().fromArray(pose.transform.matrix).premultiply(worldFromSpace),
    heightAt: heightThrough(projectionMatrix),
    aspect: projectionMatrix[5]! / projectionMatrix[0]!,
    isPresenting: true,
  }
}

/** A lens may see more above than below; what fills the view reaches as far as the farther edge both ways. */
const heightThrough = (projection: ArrayLike<number>) => (distance: number) => {
  const isPerspective = projection[11] === -1
  const off = isPerspective ? projection[9]! : projection[13]!
  return (2 * (1 + Math.abs(off)) * (isPerspective ? distance : 1)) / projection[5]!
}
