import { Scene, Text, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.4, 0.2, 1.6], grid: false },
      Text({
        key: 'words',
        text: 'Robot 7 · 42 °C\nμέτρο · размер · ∑ → ∞',
        fontSize: 0.17,
        textAlign: 'center',
        color: '#fdb022',
        outlineWidth: '5%',
        outlineColor: '#7a2e0e',
      }),
    ),
  )
}
