import { Dae, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(Scene({ camPosition: [0.6, 0.5, 0.8], grid: false }, Dae({ key: 'box', src: '/static/violet.dae' })))
}
