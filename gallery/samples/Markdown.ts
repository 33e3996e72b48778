import { Box, Markdown, Scene, type VuerSession } from 'vuer-xr'

const TEXT = `### Checklist
- arm is **at home**
- *gripper* is open
- \`episode 12\` is next`

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false, htmlChildren: [Markdown({ key: 'list', text: TEXT })] },
      Box({ key: 'box', args: [0.7, 0.7, 0.7], position: [0.35, -0.25, 0], color: '#53b1fd' }),
    ),
  )
}
