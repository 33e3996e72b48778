import { ServerClock } from '../../connection/ServerClock.ts'
import type { Socket } from '../../connection/Socket.ts'
import { Uplink } from '../../connection/Uplink.ts'
import { ControllersSource } from '../../src/xr/ControllersSource.ts'
import { HandsSource } from '../../src/xr/HandsSource.ts'
import { HeadSource } from '../../src/xr/HeadSource.ts'
import { type SampleSource, SampleStream } from '../../src/xr/SampleStream.ts'
import type { Figures } from '../support/compare.ts'
import { Device } from './device.ts'
import { measure } from './measure.ts'

/** So seldom that hardly a frame is sent; and in every frame. */
export const NEVER = 1e-6
export const ALWAYS = 1000

/** Head, two controllers and two hands as the page reads and sends them, up to the socket. */
export async function ours(fps: number): Promise<Figures & { sent: number }> {
  const device = new Device()
  const { socket, traffic } = countingSocket()
  const uplink = new Uplink(new ServerClock(), Date.now)
  uplink.open(socket)
  uplink.begin({ keepsEvents: false })
  const streams = [
    streamOf('HAND_MOVE', new HandsSource(), uplink),
    streamOf('CONTROLLER_MOVE', new ControllersSource(), uplink),
    streamOf('HEAD_MOVE', new HeadSource(), uplink),
  ]
  let frames = 0
  const figures = measure(() => {
    const frame = device.next()
    frames += 1
    for (let index = 0; index < streams.length; index += 1) streams[index]!.frame(frame, device.space, fps)
  })
  return { ...figures, sent: traffic.bytes / frames }
}

const streamOf = (etype: string, source: SampleSource<unknown>, uplink: Uplink): SampleStream<unknown> =>
  new SampleStream(source, (value, capturedAt, xrFrame) =>
    uplink.send({ etype, key: etype, value, capturedAt, xrFrame }),
  )

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
