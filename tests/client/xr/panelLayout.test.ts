import { describe, expect, it } from 'vitest'
import { Button, GUI, GuiText, Scene, Select, Slider, Toggle } from 'vuer-xr/protocol'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { ProblemList } from '../../../src/scene/ProblemList.ts'
import { Gui } from '../../../src/ui/gui/Gui.ts'
import { PageStatus } from '../../../src/ui/gui/PageStatus.ts'
import { type CardContext, drawCard } from '../../../src/xr/panel/drawCard.ts'
import {
  boxAt,
  layOutCard,
  layOutPanel,
  MAX_CARD_HEIGHT,
  PANEL_WIDTH,
  RAIL,
  railFraction,
} from '../../../src/xr/panel/panelLayout.ts'
import { METRES_PER_PIXEL } from '../../../src/xr/panel/panelPose.ts'
import { controlRows, type Row, statusRows } from '../../../src/xr/panel/panelRows.ts'
import { cutToWidth, wrapText } from '../../../src/xr/panel/textLines.ts'

/** A font in which every letter is 20 wide. */
const measure = (text: string) => 20 * [...text].length

const MOMENT = { now: 20_000, timeMs: 20_000, displayRate: 90 }

function someStatus(): PageStatus {
  const status = new PageStatus(new ProblemList(), () => ({ roundTripMs: 12, at: 19_500 }))
  status.link.set({ status: 'connected' })
  return status
}

/** The rows of so many controls. */
function rowsOf(...controls: Parameters<typeof GUI>[1][]): Row[] {
  const scene = new LiveScene()
  const gui = new Gui(scene, () => {})
  scene.apply({ op: 'set', scene: Scene({ htmlChildren: [GUI({ key: 'g', title: 'Group' }, ...controls)] }) })
  return controlRows(gui.groups(), false)
}
const buttons = (count: number) => Array.from({ length: count }, (_, index) => Button({ key: `b${index}` }))

describe('what the panel says', () => {
  it('is the connection, the figures, what is wrong with the scene, and what the script says', () => {
    const status = someStatus()
    for (let at = 0; at < 90; at += 1) status.frames.mark(19_005 + at * 11)
    status.problems.report('a', 'x', 'Box "a": no such texture')
    status.problems.report('b', 'x', 'Box "b": wrong')
    status.notices.add({ text: 'Calibrated', level: 'info', forMs: 60_000 })
    const rows = statusRows(status, MOMENT)
    status.notices.remove(status.notices.all()[0]!.id)
    expect(rows).toEqual([
      { kind: 'link', id: 'link', text: 'Connected', level: 'success' },
      {
        kind: 'figures',
        id: 'figures',
        figures: [
          { name: 'Delay', value: '12 ms' },
          { name: 'Poses', value: '–' },
          { name: 'Display', value: '90 of 90 Hz' },
        ],
      },
      { kind: 'note', id: 'problems', text: 'Box "b": wrong (and 1 more)', level: 'warning', maxLines: 2 },
      { kind: 'note', id: 'notice 1', text: 'Calibrated', level: 'info', maxLines: 2 },
    ])
  })

  it('is for how long the connection has been lost', () => {
    const status = someStatus()
    status.link.set({ status: 'reconnecting', since: 8000 })
    expect(statusRows(status, MOMENT)[0]).toEqual({
      kind: 'link',
      id: 'link',
      text: 'Reconnecting since 12 s',
      level: 'warning',
    })
  })

  it('is the title of a closed group without its controls', () => {
    const groups = [{ key: 'g', title: 'Arm', isCollapsed: true, controls: [] }]
    expect(controlRows(groups, false)).toEqual([
      { kind: 'group', id: 'group g', key: 'g', title: 'Arm', isCollapsed: true },
    ])
  })

  it('cannot be used where a control is disabled, only a text, or somebody only watches', () => {
    const usable = (isLocked: boolean) =>
      controlRows(
        [
          {
            key: '',
            title: '',
            isCollapsed: false,
            controls: [
              { kind: 'button', key: 'a', label: '', isDisabled: false },
              { kind: 'button', key: 'b', label: '', isDisabled: true },
              { kind: 'text', key: 'c', label: '', text: '', level: 'info' },
            ],
          },
        ],
        isLocked,
      ).flatMap((row) => (row.kind === 'control' ? [row.isUsable] : []))
    expect(usable(false)).toEqual([true, false, false])
    expect(usable(true)).toEqual([false, false, false])
  })
})

describe('where it says it', () => {
  const rows = rowsOf(
    Button({ key: 'b' }),
    Slider({ key: 's' }),
    Toggle({ key: 't' }),
    Select({ key: 'c', options: ['x'] }),
    GuiText({ key: 'w' }),
  )

  it('is below each other, without gaps and overlaps, on two cards', () => {
    const layout = layOutPanel(statusRows(someStatus(), MOMENT), rows)
    const boxes = [...layout.status.boxes, ...layout.controls!.boxes]
    for (const card of [layout.status, layout.controls!]) {
      for (const [index, { top, height }] of card.boxes.entries()) {
        const next = card.boxes[index + 1]
        if (next) expect(next.top).toBe(top + height)
        expect(top).toBeGreaterThanOrEqual(card.top)
        expect(top + height).toBeLessThanOrEqual(card.top + card.height)
      }
    }
    expect(layout.height).toBe(layout.controls!.top + layout.controls!.height)
    for (const box of boxes) expect(boxAt(layout, 500, box.top + box.height / 2)).toBe(box)
    expect(boxAt(layout, 500, layout.status.height + 2)).toBeUndefined()
    expect(boxAt(layout, -1, boxes[0]!.top)).toBeUndefined()
  })

  it('is large enough to be touched: 25 millimetres high', () => {
    const { controls } = layOutPanel([], rows)
    for (const { row, height } of controls!.boxes) {
      if (row.kind === 'control' && row.control.kind !== 'text')
        expect(height * METRES_PER_PIXEL).toBeGreaterThanOrEqual(0.025)
    }
  })

  it('is one card where the scene declares no controls', () => {
    const layout = layOutPanel(statusRows(someStatus(), MOMENT), [])
    expect(layout.controls).toBeUndefined()
    expect(layout.height).toBe(layout.status.height)
  })

  it('is on pages where there are too many, each control on one of them, and no title alone at the foot', () => {
    const many = [...rowsOf(...buttons(6)), ...rowsOf(...buttons(30)).map((row) => ({ ...row, id: `2 ${row.id}` }))]
    const { pages } = layOutPanel([], many)
    expect(pages).toBeGreaterThan(3)
    const seen: string[] = []
    for (let page = 0; page < pages; page += 1) {
      const { controls } = layOutPanel([], many, page)
      expect(controls!.height).toBeLessThanOrEqual(MAX_CARD_HEIGHT)
      const shown = controls!.boxes.map(({ row }) => row)
      expect(shown.at(-1)).toEqual({ kind: 'pages', id: 'pages', page, pages })
      expect(shown.at(-2)!.kind).not.toBe('group')
      seen.push(...shown.slice(0, -1).map(({ id }) => id))
    }
    expect(seen).toEqual(many.map(({ id }) => id))
  })

  it('is on the last page when the one that was wanted has gone', () => {
    expect(layOutPanel([], rowsOf(...buttons(30)), 99).page).toBe(layOutPanel([], rowsOf(...buttons(30))).pages - 1)
    expect(layOutPanel([], rows, 3)).toMatchObject({ page: 0, pages: 1 })
  })

  it('never makes a card that is higher than its texture may be', () => {
    const notes = Array.from({ length: 20 }, (_, index): Row => {
      return { kind: 'note', id: String(index), text: 'x', level: 'info', maxLines: 2 }
    })
    expect(layOutCard(notes, 0).height).toBeLessThanOrEqual(MAX_CARD_HEIGHT)
  })

  it('on a rail is from 0 to 1', () => {
    expect([RAIL.left - 50, RAIL.left, PANEL_WIDTH / 2, PANEL_WIDTH].map(railFraction)).toEqual([0, 0, 0.5, 1])
  })
})

describe('text that is too long', () => {
  it('is cut with an ellipsis, as late as possible', () => {
    expect(cutToWidth('short', 100, measure)).toBe('short')
    expect(cutToWidth('a longer text', 200, measure)).toBe('a longer…')
    expect(cutToWidth('anything', 0, measure)).toBe('…')
  })

  it('is broken between words, and cut on the last line', () => {
    expect(wrapText('one two three four five', 160, 2, measure)).toEqual(['one two', 'three f…'])
    expect(wrapText('one two', 400, 2, measure)).toEqual(['one two'])
    expect(wrapText('unbreakablelongword next', 100, 2, measure)).toEqual(['unbr…', 'next'])
    expect(wrapText('  ', 100, 2, measure)).toEqual([])
  })
})

describe('a card that is drawn', () => {
  /** A canvas that only writes down what is written, and in which size. */
  function paper() {
    const texts: { text: string; x: number; y: number; pixels: number; align: string }[] = []
    const nothing = () => {}
    let origin = 0
    const context = {
      font: '',
      textAlign: 'left',
      measureText: (text: string) => ({ width: measure(text) }),
      fillText(text: string, x: number, y: number) {
        const pixels = Number(/(\d+)px/.exec(context.font)![1])
        texts.push({ text, x, y: y + origin, pixels, align: context.textAlign })
      },
      translate: (_x: number, y: number) => {
        origin += y
      },
    }
    const canvas = new Proxy(context, {
      get: (target, name) => (name in target ? target[name as keyof typeof target] : nothing),
    })
    return { canvas: canvas as unknown as CardContext, texts }
  }
  const untouched = { isHovered: () => false, isDown: () => false }

  it('has every text within its edges, cut where it is too long, and none too small to be read', () => {
    const long = 'A label of which nobody can say what it is good for, it is just too long for any panel'
    const { controls } = layOutPanel(
      [],
      rowsOf(
        Button({ key: 'b', label: long }),
        Slider({ key: 's', label: long, unit: long }),
        Toggle({ key: 't', label: long }),
        Select({ key: 'c', label: long, options: [long] }),
        GuiText({ key: 'w', label: long, text: long }),
        GuiText({ key: 'x', text: long }),
      ),
    )
    const { canvas, texts } = paper()
    drawCard(canvas, controls!, untouched, 1024)
    expect(texts.filter(({ text }) => text.endsWith('…')).length).toBeGreaterThanOrEqual(9)
    for (const { text, x, y, pixels, align } of texts) {
      const width = measure(text)
      const left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x
      expect(left).toBeGreaterThanOrEqual(0)
      expect(left + width).toBeLessThanOrEqual(PANEL_WIDTH)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(controls!.height)
      // At 0.45 m, a letter's box in degrees; capital letters are 0.72 of it.
      const degrees = (Math.atan((pixels * METRES_PER_PIXEL) / 0.45) * 180) / Math.PI
      expect(degrees * 0.72).toBeGreaterThanOrEqual(1)
    }
  })

  it('says the values that the controls have', () => {
    const { controls } = layOutPanel(
      [],
      rowsOf(
        Slider({ key: 's', label: 'Speed', value: 0.5, max: 1, step: 0.25, unit: 'm/s' }),
        Select({ key: 'c', label: 'Mode', options: ['slow', 'fast'], value: 'fast' }),
        GuiText({ key: 'w', label: 'Battery', text: '84 %' }),
      ),
    )
    const { canvas, texts } = paper()
    drawCard(canvas, controls!, untouched, 1024)
    expect(texts.map(({ text }) => text)).toEqual(['Group', '0.50 m/s', 'Speed', 'Mode', 'fast', '84 %', 'Battery'])
  })

  it('has every word of a note that is as long as there is room for, in any script', () => {
    const words = (word: string, count: number) => Array.from({ length: count }, () => word).join(' ')
    for (const text of [words('connection', 11), words('a', 50), words('接続が切れました', 6), 'short']) {
      const { canvas, texts } = paper()
      // Letters of that width are the widest that a line has room for; those of other scripts are twice as wide.
      canvas.measureText = (line: string) =>
        ({ width: [...line].reduce((sum, letter) => sum + (letter > '\u2e80' ? 40 : 22), 0) }) as TextMetrics
      drawCard(canvas, layOutCard([{ kind: 'note', id: 'n', text, level: 'info', maxLines: 4 }], 0), untouched, 512)
      expect(texts.map((line) => line.text).join(' ')).toBe(text)
    }
  })

  it('says the connection and the figures', () => {
    const { canvas, texts } = paper()
    drawCard(canvas, layOutPanel(statusRows(someStatus(), MOMENT), []).status, untouched, 512)
    expect(texts.map(({ text }) => text)).toEqual([
      'Connected',
      'Delay',
      '12 ms',
      'Poses',
      '–',
      'Display',
      '0 of 90 Hz',
    ])
  })
})
