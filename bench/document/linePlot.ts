import { short } from '../harness/writing.ts'
import { linear } from './scale.ts'
import { COLORS, element, picture, text } from './svg.ts'

export interface Line {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

const WIDTH = 760
const HEIGHT = 320
const LEFT = 70
const RIGHT = 24
const TOP = 66
const BOTTOM = 44
const PALETTE = [COLORS.ours, COLORS.third, COLORS.reference]

/** Values over time, or over whatever else; both axes begin at 0. */
export function linePlot(
  title: string,
  { x: xName, y: yName }: { x: string; y: string },
  lines: readonly Line[],
): string {
  const points = lines.flatMap((line) => line.points)
  const across = linear(Math.max(...points.map(([x]) => x)), LEFT, WIDTH - LEFT - RIGHT)
  const up = linear(Math.max(...points.map(([, y]) => y)), HEIGHT - BOTTOM, TOP + BOTTOM - HEIGHT)
  const grid = [
    ...up.ticks.flatMap((value) => [
      element('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: up.at(value), y2: up.at(value), stroke: '#eaecf0' }),
      text(LEFT - 8, up.at(value) + 4, short(value), { 'text-anchor': 'end', fill: '#667085' }),
    ]),
    ...across.ticks.map((value) =>
      text(across.at(value), HEIGHT - BOTTOM + 18, short(value), { 'text-anchor': 'middle', fill: '#667085' }),
    ),
    text(WIDTH - RIGHT, HEIGHT - 8, xName, { 'text-anchor': 'end', fill: '#667085' }),
  ]
  const drawn = lines.map(({ points: of }, index) =>
    element('polyline', {
      points: of.map(([x, y]) => `${Math.round(across.at(x) * 10) / 10},${Math.round(up.at(y) * 10) / 10}`).join(' '),
      fill: 'none',
      stroke: PALETTE[index % PALETTE.length]!,
      'stroke-width': 2,
    }),
  )
  const legend = lines.flatMap(({ name }, index) => [
    element('rect', { x: 16 + 210 * index, y: 34, width: 10, height: 10, fill: PALETTE[index % PALETTE.length]! }),
    text(31 + 210 * index, 43, `${name}, ${yName}`),
  ])
  return picture(WIDTH, HEIGHT, title, [...legend, ...grid, ...drawn])
}
