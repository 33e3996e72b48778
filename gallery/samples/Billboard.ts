import { Billboard, Box, Scene, Text, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.6, 1.2], grid: false },
      Box({ key: 'part', args: [0.5, 0.5, 0.5], position: [0, -0.25, 0], color: '#667085' }),
      Billboard(
        { key: 'sign', position: [0, 0.35, 0] },
        Text({ key: 'name', fontSize: 0.18, color: '#fdb022', text: 'to you, always' }),
      ),
    ),
  )
}
