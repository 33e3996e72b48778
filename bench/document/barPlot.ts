import { short } from '../harness/writing.ts'
import type { Spread } from '../support/statistics.ts'
import { linear, logarithmic, type Scale } from './scale.ts'
import { COLORS, element, picture, text } from './svg.ts'

export interface Bars {
  readonly name: string
  readonly reference: Spread | null
  readonly ours: Spread | null
}

const WIDTH = 760
const LEFT = 240
const RIGHT = 90
const TOP = 62
const BAR = 12
const GAP = 14
/** The longest bar to the shortest beyond which an axis by powers of ten is used. */
const WIDE = 50

/** Two bars for each name, ours and the reference, each with the least and the most of its rounds. */
export function barPlot(title: string, unit: string, all: readonly Bars[]): string {
  const medians = all
    .flatMap(({ reference, ours }) => [reference?.median, ours?.median])
    .filter((value) => !!value) as number[]
  const [least, most] = [Math.min(...medians), Math.max(...medians)]
  const length = WIDTH - LEFT - RIGHT
  const isWide = most / least > WIDE
  const scale = isWide ? logarithmic(least, most, LEFT, length) : linear(most, LEFT, length)
  const bottom = TOP + all.length * (2 * BAR + GAP)
  const grid = scale.ticks.flatMap((value) => [
    element('line', { x1: scale.at(value), x2: scale.at(value), y1: TOP - 8, y2: bottom, stroke: '#eaecf0' }),
    text(scale.at(value), bottom + 16, short(value), { 'text-anchor': 'middle', fill: '#667085' }),
  ])
  const bars = all.flatMap(({ name, ...both }, index) => {
    const top = TOP + index * (2 * BAR + GAP)
    return [
      text(LEFT - 10, top + BAR + 4, name, { 'text-anchor': 'end' }),
      ...(['reference', 'ours'] as const).flatMap((who, at) => bar(both[who], top + at * BAR, COLORS[who], scale)),
    ]
  })
  return picture(WIDTH, bottom + 44, title, [...legend(unit + (isWide ? ', by powers of ten' : '')), ...grid, ...bars])
}

function bar(spread: Spread | null, y: number, fill: string, scale: Scale): string[] {
  if (!spread) return []
  const [end, low, high] = [spread.median, spread.min, spread.max].map((value) =>
    Math.min(WIDTH - RIGHT, Math.max(LEFT, scale.at(value))),
  ) as [number, number, number]
  const middle = y + BAR / 2
  return [
    element('rect', { x: LEFT, y: y + 1, width: Math.max(1, end - LEFT), height: BAR - 2, fill }),
    element('line', { x1: low, x2: high, y1: middle, y2: middle, stroke: '#101828', 'stroke-width': 1 }),
    text(Math.max(end, high) + 5, middle + 4, short(spread.median), { 'font-size': 11 }),
  ]
}

const legend = (unit: string): string[] => [
  element('rect', { x: 16, y: 34, width: 10, height: 10, fill: COLORS.reference }),
  text(31, 43, 'reference'),
  element('rect', { x: 101, y: 34, width: 10, height: 10, fill: COLORS.ours }),
  text(116, 43, `ours; ${unit}`),
]
