// The reference: what a page must do at least to send the poses of an emulated headset.
import { metaQuest3, XRDevice } from 'iwer'
import { HAND_JOINTS } from '../../../protocol/joints.ts'
import { HAND_LENGTH } from '../../../protocol/poseLengths.ts'

const device = new XRDevice(metaQuest3, { stereoEnabled: true })
device.installRuntime({ forceInstall: true, polyfillLayers: false })
Object.assign(globalThis, { xrDevice: device })

const message = new Uint8Array(Number(new URLSearchParams(location.search).get('bytes')))
/** The number of the frame, two hands, where they point, the head. */
const number = new Uint32Array(message.buffer, 0, 1)
const poses = new Float32Array(message.buffer, 4, 2 * HAND_LENGTH + 3 * 16)
const hands = { left: poses.subarray(0, HAND_LENGTH), right: poses.subarray(HAND_LENGTH, 2 * HAND_LENGTH) }
const spacesOf = new Map<XRHand, XRSpace[]>()

const socket = new WebSocket(`wss://${location.host}/socket`)
document.querySelector('button')!.onclick = enter

async function enter(): Promise<void> {
  const gl = document.querySelector('canvas')!.getContext('webgl2', { xrCompatible: true })!
  const session = await navigator.xr!.requestSession('immersive-vr', {
    optionalFeatures: ['local-floor', 'hand-tracking'],
  })
  const layer = new XRWebGLLayer(session, gl)
  await session.updateRenderState({ baseLayer: layer })
  const space = await session.requestReferenceSpace('local-floor')
  let count = 0
  const onFrame = (_time: number, frame: XRFrame) => {
    session.requestAnimationFrame(onFrame)
    send(frame, space, count)
    count += 1
    gl.bindFramebuffer(gl.FRAMEBUFFER, layer.framebuffer)
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
  }
  session.requestAnimationFrame(onFrame)
}

function send(frame: XRFrame, space: XRReferenceSpace, count: number): void {
  let at = 2 * HAND_LENGTH
  for (const { hand, handedness, targetRaySpace } of frame.session.inputSources) {
    if (!hand || handedness === 'none') continue
    let spaces = spacesOf.get(hand)
    if (!spaces) {
      spaces = HAND_JOINTS.map((joint) => hand.get(joint as XRHandJoint)!)
      spacesOf.set(hand, spaces)
    }
    frame.fillPoses!(spaces, space, hands[handedness])
    poses.set(frame.getPose(targetRaySpace, space)!.transform.matrix, at)
    at += 16
  }
  poses.set(frame.getViewerPose(space)!.transform.matrix, 2 * HAND_LENGTH + 2 * 16)
  number[0] = count
  if (socket.readyState === WebSocket.OPEN) socket.send(message)
}
