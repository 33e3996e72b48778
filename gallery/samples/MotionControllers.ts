import { Box, MotionControllers, Scene, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { bgChildren: [MotionControllers({ fps: 60, showFrame: true, frameScale: 0.12 })] },
      Box({ key: 'table', args: [1.2, 0.04, 0.7], position: [0, 0.9, -0.7], color: '#667085' }),
      Box({ key: 'part', args: [0.1, 0.1, 0.1], position: [0, 0.97, -0.6], color: '#53b1fd' }),
    ),
  )
  for await (const { value } of session.events('CONTROLLER_MOVE')) {
    const isPressed = value.rightState?.trigger === true
    session.update({ key: 'part', color: isPressed ? '#f79009' : '#53b1fd' })
  }
}
