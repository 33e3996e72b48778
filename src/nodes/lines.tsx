import type { ComponentType } from 'react'
import type { Object3D } from 'three'
import { setColor } from './colors.ts'
import { lazyView } from './lazyView.tsx'
import type { Polyline } from './lines/Polyline.ts'
import { setOpacity } from './setOpacity.ts'
import type { LiveApplier, View } from './View.ts'

type LineTag = 'Line' | 'QuadraticBezierLine' | 'CubicBezierLine' | 'CatmullRomLine'

/** Lines of some width are drawn by triangles: that comes with the first of them. */
const LineView = lazyView(() => import('./lines/LineView.tsx'))

const materialOf = (object: Object3D) => (object as Polyline).material

const amount =
  (name: 'linewidth' | 'dashSize' | 'gapSize', fallback: number): LiveApplier =>
  (object, value) => {
    const isAmount = typeof value === 'number' && value >= 0
    materialOf(object)[name] = isAmount ? value : fallback
    return isAmount || value === undefined
  }
const flag =
  (name: 'worldUnits' | 'dashed'): LiveApplier =>
  (object, value) => {
    const material = materialOf(object)
    if (material[name] !== (value === true)) {
      material[name] = value === true
      material.needsUpdate = true
    }
    return typeof value === 'boolean' || value === undefined
  }

const looks = {
  color: ((object, value, { vertexColors }) =>
    setColor(materialOf(object).color, vertexColors === undefined ? value : undefined, '#ffffff')) as LiveApplier,
  opacity: ((object, value) => setOpacity(materialOf(object), value)) as LiveApplier,
  lineWidth: amount('linewidth', 1),
  dashSize: amount('dashSize', 0.05),
  gapSize: amount('gapSize', 0.05),
  worldUnits: flag('worldUnits'),
  dashed: flag('dashed'),
}

/** The view of one kind of line; `names` are the props that say where it goes. */
function lineView<T extends LineTag>(...names: string[]): View<T> {
  const draw: LiveApplier = (object, _value, props) => (object as Polyline).show(props, names)
  const live = { ...Object.fromEntries(names.map((name) => [name, draw])), ...looks }
  return { component: LineView as unknown as ComponentType<never>, live } as unknown as View<T>
}

export const line = lineView<'Line'>('points', 'segments', 'vertexColors')
export const quadraticBezierLine = lineView<'QuadraticBezierLine'>('start', 'end', 'mid', 'segments', 'vertexColors')
export const cubicBezierLine = lineView<'CubicBezierLine'>('start', 'end', 'midA', 'midB', 'segments', 'vertexColors')
export const catmullRomLine = lineView<'CatmullRomLine'>(
  ...['points', 'closed', 'curveType', 'tension', 'segments', 'vertexColors'],
)

export const trail: View<'Trail'> = { component: lazyView(() => import('./lines/TrailView.tsx')) }
