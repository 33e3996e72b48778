import {
  circleGeometry,
  line,
  lineBasicMaterial,
  lineDashedMaterial,
  lineLoop,
  lineSegments,
  Scene,
  type VuerSession,
} from 'vuer-xr'

const path = (key: string) => circleGeometry({ key, args: [0.4, 12] })

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0, 0.3, 2.4], grid: false },
      // Through all corners, the same closed, and between each two.
      line({ key: 'open', position: [-1, 0, 0] }, path('a'), lineBasicMaterial({ key: 'blue', color: '#53b1fd' })),
      lineLoop({ key: 'closed' }, path('b'), lineBasicMaterial({ key: 'green', color: '#32d583' })),
      lineSegments(
        { key: 'pairs', position: [1, 0, 0] },
        path('c'),
        lineDashedMaterial({ key: 'orange', color: '#fdb022', dashSize: 0.05, gapSize: 0.03 }),
      ),
    ),
  )
}
