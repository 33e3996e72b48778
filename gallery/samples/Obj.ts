import { Obj, Scene, type VuerSession } from 'vuer-xr'

/** A house: walls in one material, the roof in another. */
const model = `
v -0.5 -0.5 0.4
v 0.5 -0.5 0.4
v 0.5 0.1 0.4
v -0.5 0.1 0.4
v -0.5 -0.5 -0.4
v 0.5 -0.5 -0.4
v 0.5 0.1 -0.4
v -0.5 0.1 -0.4
v -0.5 0.55 0
v 0.5 0.55 0
usemtl wall
f 1 2 3 4
f 6 5 8 7
f 2 6 7 3
f 5 1 4 8
f 3 7 10
f 8 4 9
usemtl roof
f 4 3 10 9
f 7 8 9 10`
const materials = `
newmtl wall
Kd 0.95 0.9 0.8
newmtl roof
Kd 0.85 0.25 0.15`

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 0.8, 1.3], grid: false },
      Obj({ key: 'house', text: model, mtl: new TextEncoder().encode(materials) }),
    ),
  )
}
