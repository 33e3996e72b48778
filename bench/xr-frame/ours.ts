import { ServerClock } from '../../connection/ServerClock.ts'
import type { Socket } from '../../connection/Socket.ts'
import { Uplink } from '../../connection/Uplink.ts'
import { ControllersSource } from '../../src/xr/ControllersSource.ts'
import { HandsSource } from '../../src/xr/HandsSource.ts'
import { HeadSource } from '../../src/xr/HeadSource.ts'
import { originOf } from '../../src/xr/interaction/Origin.ts'
import { type SampleSource, SampleStream } from '../../src/xr/SampleStream.ts'
import { numberXRFrame } from '../../src/xr/xrFrameNumber.ts'
import type { Figures } from '../support/compare.ts'
import { Device } from './device.ts'
import { measure } from './measure.ts'

/** So seldom that hardly a frame is sent; and in every frame. */
const SELDOM = 1e-6
const ALWAYS = 1000

/** Head, two controllers and two hands as the page reads and sends them, up to the socket. */
export async function ours({ sends }: { sends: boolean }): Promise<Figures & { sent: number }> {
  const device = new Device()
  const renderer = {}
  const scene = {}
  const { socket, traffic } = countingSocket()
  const uplink = new Uplink(new ServerClock(), Date.now)
  uplink.open(socket)
  uplink.begin({ keepsEvents: false })
  const streamOf = (etype: string, key: string, source: SampleSource<unknown>) =>
    new SampleStream(source, (value, capturedAt, xrFrame) =>
      uplink.send({ etype, key, value: originOf(scene).stamp(value), capturedAt, xrFrame }),
    )
  const streams = [
    streamOf('HAND_MOVE', 'hands', new HandsSource()),
    streamOf('CONTROLLER_MOVE', 'motion-controllers', new ControllersSource()),
    streamOf('HEAD_MOVE', 'head', new HeadSource()),
  ]
  let frames = 0
  const figures = await measure(() => {
    const frame = device.next()
    frames += 1
    for (let index = 0; index < streams.length; index += 1) {
      numberXRFrame(renderer, frame)
      streams[index]!.frame(frame, device.space, sends ? ALWAYS : SELDOM)
    }
  })
  return { ...figures, sent: traffic.bytes / frames }
}

function countingSocket() {
  const traffic = { bytes: 0 }
  const socket = {
    readyState: 1,
    bufferedAmount: 0,
    send(frame: Uint8Array) {
      traffic.bytes += frame.length
    },
  }
  return { socket: socket as unknown as Socket, traffic }
}
