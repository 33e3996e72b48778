// An arm that moves by itself: keyframes travel once, and the page plays them. Drag the timeline, or let it play.
import {
  AnimationClip,
  Box,
  Cylinder,
  DefaultScene,
  Group,
  OrbitControls,
  PerspectiveCamera,
  PlaybackAnimate,
  QuaternionTrack,
  TimelineControls,
  VectorTrack,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()
const about = (axis: 'y' | 'z', degrees: number) => {
  const half = (degrees * Math.PI) / 360
  return [0, axis === 'y' ? Math.sin(half) : 0, axis === 'z' ? Math.sin(half) : 0, Math.cos(half)]
}
const times = [0, 1, 2, 3, 4]

app.spawn(async (session) => {
  session.set(
    DefaultScene(
      {
        bgChildren: [
          TimelineControls({ key: 'time', end: 120, fps: 30, play: true }),
          PerspectiveCamera({ makeDefault: true, position: [1, 1.1, 1.6], lookAt: [0, 0.4, 0] }),
          OrbitControls({ target: [0, 0.4, 0] }),
        ],
      },
      PlaybackAnimate(
        { key: 'play' },
        AnimationClip(
          { key: 'wave' },
          QuaternionTrack({
            key: 'turn',
            name: 'base.quaternion',
            times,
            values: [0, 60, 0, -60, 0].map((a) => about('y', a)),
          }),
          QuaternionTrack({
            key: 'bend',
            name: 'elbow.quaternion',
            times,
            values: [0, -70, -20, -70, 0].map((a) => about('z', a)),
          }),
          VectorTrack({
            key: 'grip',
            name: 'finger.scale',
            times,
            values: [1, 1, 1, 1, 0.4, 1, 1, 1, 1, 1, 0.4, 1, 1, 1, 1],
          }),
        ),
        Group(
          { key: 'base' },
          Cylinder({ key: 'foot', args: [0.16, 0.2, 0.12, 48], position: [0, 0.06, 0], color: '#475467' }),
          Box({ key: 'upper', args: [0.1, 0.7, 0.1], position: [0, 0.45, 0], color: '#53b1fd' }),
          Group(
            { key: 'elbow', position: [0, 0.8, 0] },
            Box({ key: 'lower', args: [0.5, 0.08, 0.08], position: [0.25, 0, 0], color: '#84caff' }),
            Box({ key: 'finger', args: [0.06, 0.2, 0.06], position: [0.52, 0, 0], color: '#f79009' }),
          ),
        ),
      ),
    ),
  )
  await session.forever()
})

await app.start()
