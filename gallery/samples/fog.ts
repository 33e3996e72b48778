import { Box, Fog, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.5, 1.5], background: '#b9c4d4', grid: false },
      Fog({ color: '#b9c4d4', near: 1.5, far: 7 }),
      ...[0, 1, 2, 3, 4].map((row) =>
        Box({
          key: `box-${row}`,
          args: [0.6, 0.6, 0.6],
          position: [0.25 * row - 0.3, 0, -1.2 * row],
          color: '#d92d20',
        }),
      ),
    ),
  )
}
