import type { Control, Level } from '../../ui/gui/controls.ts'
import { fractionOf, sliderText } from '../../ui/gui/slider.ts'
import { type Box, type Card, CHOICE, NOTE, noteLines, PADDING, PANEL_WIDTH, RAIL } from './panelLayout.ts'
import type { Row } from './panelRows.ts'
import { cutToWidth, wrapText } from './textLines.ts'

/** What the canvas must be able to do: the tests have one that only writes down. */
export type CardContext = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'clearRect'
  | 'fill'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineCap'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'restore'
  | 'roundRect'
  | 'save'
  | 'stroke'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
  | 'translate'
>

/** How rows look while somebody points at them. */
export interface RowLooks {
  isHovered(id: string): boolean
  isDown(id: string): boolean
}

const FAMILY = 'system-ui, -apple-system, "Segoe UI", sans-serif'
/** At 0.28 m of width and 0.45 m of distance, 40 pixels are 1.4 degrees, and capital letters one. */
const PLAIN = `40px ${FAMILY}`
const STRONG = `600 44px ${FAMILY}`

const INK = '#f2f4f7'
const QUIET = '#b6bfcc'
const FAINT = 'rgb(255 255 255 / 12%)'
const ACCENT = '#53b1fd'
const LEVEL_COLORS: Readonly<Record<Level, string>> = {
  info: ACCENT,
  success: '#32d583',
  warning: '#fec84b',
  error: '#f97066',
}

const RIGHT = PANEL_WIDTH - PADDING
const INNER_WIDTH = PANEL_WIDTH - 2 * PADDING

/** Draws a card into the upper left corner of a canvas, over whatever was there. */
export function drawCard(context: CardContext, card: Card, looks: RowLooks, canvasHeight: number): void {
  context.clearRect(0, 0, PANEL_WIDTH, canvasHeight)
  fillRounded(context, [2, 2, PANEL_WIDTH - 4, card.height - 4], 36, '#16181e')
  context.lineWidth = 3
  context.strokeStyle = 'rgb(255 255 255 / 18%)'
  context.stroke()
  context.textBaseline = 'middle'
  context.save()
  context.translate(0, -card.top)
  for (const box of card.boxes) {
    context.save()
    drawRow(context, box, looks)
    context.restore()
  }
  context.restore()
}

function drawRow(context: CardContext, box: Box, looks: RowLooks): void {
  const { row, top, height } = box
  const isHovered = looks.isHovered(row.id)
  const middle = top + height / 2
  const isButton = row.kind === 'control' && row.control.kind === 'button'
  if (isHovered && !isButton) fillRounded(context, [14, top + 2, PANEL_WIDTH - 28, height - 4], 22, FAINT)
  switch (row.kind) {
    case 'link':
      fillCircle(context, PADDING + 16, middle, 14, LEVEL_COLORS[row.level])
      write(context, row.text, PADDING + 48, middle, INNER_WIDTH - 48, { font: STRONG })
      return
    case 'figures':
      drawFigures(context, row, top)
      return
    case 'note':
      drawNote(context, row, box)
      return
    case 'group':
      drawChevron(context, PADDING + 14, middle, row.isCollapsed ? 'right' : 'down')
      write(context, row.title, PADDING + 48, middle, INNER_WIDTH - 48, { font: STRONG })
      return
    case 'control':
      if (!row.isUsable && row.control.kind !== 'text') context.globalAlpha = 0.45
      drawControl(context, row.control, box, { isHovered, isDown: looks.isDown(row.id) })
      return
    case 'pages':
      drawChevron(context, PADDING + 60, middle, 'left')
      drawChevron(context, RIGHT - 60, middle, 'right')
      write(context, `${row.page + 1} / ${row.pages}`, PANEL_WIDTH / 2, middle, 300, { align: 'center' })
      return
    default:
      row satisfies never
  }
}

function drawFigures(context: CardContext, { figures }: Extract<Row, { kind: 'figures' }>, top: number): void {
  const width = INNER_WIDTH / figures.length
  for (const [index, { name, value }] of figures.entries()) {
    const left = PADDING + index * width
    write(context, name, left, top + 30, width - 16, { color: QUIET })
    write(context, value, left, top + 82, width - 16, { font: STRONG })
  }
}

function drawNote(context: CardContext, row: Extract<Row, { kind: 'note' }>, { top, height }: Box): void {
  fillRounded(context, [PADDING, top + 10, 10, height - 20], 5, LEVEL_COLORS[row.level])
  context.font = PLAIN
  const { left, lineHeight } = NOTE
  const lines = wrapText(row.text, RIGHT - left, noteLines(row), measurer(context))
  const first = top + height / 2 - ((lines.length - 1) * lineHeight) / 2
  for (const [index, line] of lines.entries()) {
    write(context, line, left, first + index * lineHeight, RIGHT - left)
  }
}

function drawControl(
  context: CardContext,
  control: Control,
  { top, height }: Box,
  { isHovered, isDown }: { isHovered: boolean; isDown: boolean },
): void {
  const middle = top + height / 2
  switch (control.kind) {
    case 'button': {
      const color = isDown ? ACCENT : isHovered ? 'rgb(255 255 255 / 26%)' : 'rgb(255 255 255 / 14%)'
      fillRounded(context, [PADDING, top + 6, INNER_WIDTH, height - 12], 20, color)
      const text = { font: STRONG, align: 'center', color: isDown ? '#0b1220' : INK } as const
      write(context, control.label, PANEL_WIDTH / 2, middle, INNER_WIDTH - 40, text)
      return
    }
    case 'slider': {
      const text = sliderText(control.value, control, control.unit)
      const taken = write(context, text, RIGHT, top + 38, INNER_WIDTH * 0.5, { font: STRONG, align: 'right' })
      write(context, control.label, PADDING, top + 38, INNER_WIDTH - taken - 24, { color: QUIET })
      const knob = RAIL.left + RAIL.width * fractionOf(control.value, control)
      fillRounded(context, [RAIL.left, top + 96, RAIL.width, 16], 8, 'rgb(255 255 255 / 22%)')
      fillRounded(context, [RAIL.left, top + 96, knob - RAIL.left, 16], 8, ACCENT)
      fillCircle(context, knob, top + 104, isDown ? 32 : 26, isDown ? '#ffffff' : INK)
      return
    }
    case 'toggle': {
      write(context, control.label, PADDING, middle, INNER_WIDTH - 140, { color: QUIET })
      fillRounded(context, [RIGHT - 104, middle - 28, 104, 56], 28, control.value ? ACCENT : 'rgb(255 255 255 / 22%)')
      fillCircle(context, RIGHT - (control.value ? 28 : 76), middle, 22, '#ffffff')
      return
    }
    case 'select': {
      write(context, control.label, PADDING, middle, CHOICE.left - PADDING - 20, { color: QUIET })
      const box = [CHOICE.left, top + 8, CHOICE.width, height - 16] as const
      fillRounded(context, box, 20, 'rgb(255 255 255 / 14%)')
      drawChevron(context, CHOICE.left + 40, middle, 'left')
      drawChevron(context, RIGHT - 40, middle, 'right')
      const text = { font: STRONG, align: 'center' } as const
      write(context, control.value, CHOICE.left + CHOICE.width / 2, middle, CHOICE.width - 140, text)
      return
    }
    case 'text': {
      const color = control.level === 'info' ? INK : LEVEL_COLORS[control.level]
      if (control.label === undefined) {
        write(context, control.text, PADDING, middle, INNER_WIDTH, { color })
        return
      }
      const taken = write(context, control.text, RIGHT, middle, INNER_WIDTH * 0.6, { color, align: 'right' })
      write(context, control.label, PADDING, middle, INNER_WIDTH - taken - 24, { color: QUIET })
      return
    }
    default:
      control satisfies never
  }
}

interface Writing {
  font?: string
  color?: string
  align?: 'left' | 'center' | 'right'
}

/** Writes one line, cut to its width, and answers how wide it has become. */
function write(
  context: CardContext,
  text: string,
  x: number,
  y: number,
  width: number,
  { font = PLAIN, color = INK, align = 'left' }: Writing = {},
): number {
  context.font = font
  context.fillStyle = color
  context.textAlign = align
  const measure = measurer(context)
  const cut = cutToWidth(text, width, measure)
  context.fillText(cut, x, y)
  return measure(cut)
}

const measurer = (context: CardContext) => (text: string) => context.measureText(text).width

function fillRounded(
  context: CardContext,
  [x, y, width, height]: readonly [number, number, number, number],
  radius: number,
  color: string,
): void {
  context.fillStyle = color
  context.beginPath()
  context.roundRect(x, y, Math.max(0, width), height, radius)
  context.fill()
}

function fillCircle(context: CardContext, x: number, y: number, radius: number, color: string): void {
  context.fillStyle = color
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

const CHEVRONS = {
  left: [8, -16, -8, 0, 8, 16],
  right: [-8, -16, 8, 0, -8, 16],
  down: [-16, -8, 0, 8, 16, -8],
} as const

function drawChevron(context: CardContext, x: number, y: number, to: keyof typeof CHEVRONS): void {
  const [x0, y0, x1, y1, x2, y2] = CHEVRONS[to]
  context.strokeStyle = INK
  context.lineWidth = 6
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.beginPath()
  context.moveTo(x + x0, y + y0)
  context.lineTo(x + x1, y + y1)
  context.lineTo(x + x2, y + y2)
  context.stroke()
}
