import { Extrude, Scene, type VuerSession } from 'vuer-xr'

const star = Array.from({ length: 10 }, (_, corner): [number, number] => {
  const angle = (corner * Math.PI) / 5 + Math.PI / 2
  const radius = corner % 2 ? 0.3 : 0.65
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
})

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.6, 1.5], grid: false },
      Extrude({
        key: 'star',
        shapes: star,
        options: { depth: 0.2, bevelSize: 0.03, bevelThickness: 0.03 },
        color: '#f5c518',
      }),
    ),
  )
}
