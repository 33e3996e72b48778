import {
  AnimationClip,
  Box,
  PlaybackAnimate,
  QuaternionTrack,
  Scene,
  TimelineControls,
  VectorTrack,
  type VuerSession,
} from 'vuer-xr'

const times = [0, 1, 2, 3, 4]
const turns = [0, 1, 2, 3, 4].flatMap((quarter) => [
  0,
  Math.sin((quarter * Math.PI) / 4),
  0,
  Math.cos((quarter * Math.PI) / 4),
])
const places = [-0.6, -0.3, 0, 0.3, 0.6].flatMap((x) => [x, 0.3 - x * x, 0])

export default (session: VuerSession) => {
  session.set(
    Scene(
      {
        camPosition: [0.6, 0.6, 1.7],
        grid: false,
        // A bar at the edge of the page says at which step it is.
        bgChildren: [TimelineControls({ key: 'time', end: 120, fps: 30, play: true })],
      },
      PlaybackAnimate(
        { key: 'play' },
        AnimationClip(
          { key: 'jump' },
          VectorTrack({ key: 'where', name: 'box.position', times, values: places }),
          QuaternionTrack({ key: 'how', name: 'box.quaternion', times, values: turns }),
        ),
        Box({ key: 'box', args: [0.35, 0.35, 0.35], color: '#fdb022' }),
      ),
    ),
  )
}
