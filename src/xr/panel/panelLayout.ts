import type { Row } from './panelRows.ts'
import { wrapText } from './textLines.ts'

/** The panel is measured in pixels of its textures, from its upper left corner. */
export const PANEL_WIDTH = 1024
/** From the edge of a card to what is in it. */
export const PADDING = 36
const CARD_GAP = 12
const CARD_MARGIN = 16
/** More controls than fit below each other are spread over pages. */
const MAX_CONTROLS_HEIGHT = 800
export const MAX_CARD_HEIGHT = MAX_CONTROLS_HEIGHT + 2 * CARD_MARGIN

const HEIGHTS = { link: 76, figures: 116, group: 88, pages: 96 } as const
export const NOTE = { left: PADDING + 32, lineHeight: 50, margin: 8 } as const
const CONTROL_HEIGHTS = { button: 108, slider: 144, toggle: 96, select: 104, text: 68 } as const

function heightOf(row: Row): number {
  if (row.kind === 'control') return CONTROL_HEIGHTS[row.control.kind]
  if (row.kind === 'note') return noteLines(row) * NOTE.lineHeight + 2 * NOTE.margin
  return HEIGHTS[row.kind]
}

/** A line takes so many letters of any font; letters that are wide count twice. */
const LETTERS_PER_LINE = 40
const FIRST_WIDE = '\u2e80'
const lettersIn = (text: string): number =>
  [...text].reduce((count, letter) => count + (letter < FIRST_WIDE ? 1 : 2), 0)

/** For how many lines of a note there is room. It is told without a font, and is rather one too many. */
export const noteLines = ({ text, maxLines }: Extract<Row, { kind: 'note' }>): number =>
  Math.max(1, wrapText(text, LETTERS_PER_LINE, maxLines, lettersIn).length)

/** Where a row is on the panel; it is as wide as the panel. */
export interface Box {
  readonly row: Row
  readonly top: number
  readonly height: number
}

export interface Card {
  readonly top: number
  readonly height: number
  readonly boxes: readonly Box[]
}

export interface PanelLayout {
  readonly height: number
  readonly status: Card
  /** `undefined` where the scene declares no controls. */
  readonly controls: Card | undefined
  readonly page: number
  readonly pages: number
}

/** Puts the rows on two cards. A page that does not exist any more is the last one. */
export function layOutPanel(statusRows: readonly Row[], controlRows: readonly Row[], wantedPage = 0): PanelLayout {
  const status = layOutCard(statusRows, 0)
  if (controlRows.length === 0) return { height: status.height, status, controls: undefined, page: 0, pages: 1 }
  const all = paginate(controlRows, MAX_CONTROLS_HEIGHT)
  const page = Math.min(Math.max(0, wantedPage), all.length - 1)
  const rows = [...all[page]!]
  if (all.length > 1) rows.push({ kind: 'pages', id: 'pages', page, pages: all.length })
  const controls = layOutCard(rows, status.height + CARD_GAP)
  return { height: controls.top + controls.height, status, controls, page, pages: all.length }
}

/** The rows below each other; those that are too many for the tallest card are left out. */
export function layOutCard(rows: readonly Row[], top: number): Card {
  const boxes: Box[] = []
  let next = top + CARD_MARGIN
  for (const row of rows) {
    const height = heightOf(row)
    if (next + height > top + MAX_CARD_HEIGHT - CARD_MARGIN) break
    boxes.push({ row, top: next, height })
    next += height
  }
  return { top, height: next + CARD_MARGIN - top, boxes }
}

export function boxAt({ status, controls }: PanelLayout, x: number, y: number): Box | undefined {
  if (x < 0 || x > PANEL_WIDTH) return undefined
  const isHit = ({ top, height }: Box) => y >= top && y < top + height
  return status.boxes.find(isHit) ?? controls?.boxes.find(isHit)
}

/** The rail of a slider. */
export const RAIL = { left: PADDING + 24, width: PANEL_WIDTH - 2 * (PADDING + 24) } as const

/** Where the word of a select stands, between its two arrows. */
export const CHOICE = { left: 420, width: PANEL_WIDTH - PADDING - 420 } as const

/** Where on a rail this is, from 0 to 1. */
export const railFraction = (x: number): number => Math.min(1, Math.max(0, (x - RAIL.left) / RAIL.width))

/** As few pages as it takes. No title stands alone at the foot of one. */
function paginate(rows: readonly Row[], limit: number): Row[][] {
  if (rows.reduce((sum, row) => sum + heightOf(row), 0) <= limit) return [[...rows]]
  const pages: Row[][] = []
  let page: Row[] = []
  let height = 0
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1]
    const isTitle = row.kind === 'group' && next?.kind === 'control'
    const needed = heightOf(row) + (isTitle ? heightOf(next) : 0)
    if (page.length > 0 && height + needed > limit - HEIGHTS.pages) {
      pages.push(page)
      page = []
      height = 0
    }
    page.push(row)
    height += heightOf(row)
  }
  return [...pages, page]
}
