import { Color } from 'three'
import { setColor } from '../colors.ts'
import type { PreviewOverlayLook } from './previewOverlay.ts'

const CORNERS = ['top', 'bottom'].flatMap((vertical) => ['left', 'right'].map((side) => [vertical, side] as const))

/** What marks the corners and the middle of an enlarged picture. */
export function thumbMarks(look: PreviewOverlayLook): HTMLElement[] {
  const marks: HTMLElement[] = []
  if (look.showCornerBrackets) {
    const line = `2px solid ${cssOf(look.cornerBracketColor, '#ffae00')}`
    for (const [vertical, side] of CORNERS) {
      marks.push(
        mark({
          [vertical]: '10px',
          [side]: '10px',
          width: '28px',
          height: '28px',
          [`border-${vertical}`]: line,
          [`border-${side}`]: line,
        }),
      )
    }
  }
  if (look.showCenterFocus) {
    const color = cssOf(look.centerFocusColor, '#999999')
    const middle = { top: '50%', left: '50%', transform: 'translate(-50%, -50%)', background: color }
    marks.push(mark({ ...middle, width: '18px', height: '1px' }), mark({ ...middle, width: '1px', height: '18px' }))
  }
  return marks
}

function mark(style: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement('span')
  element.style.position = 'absolute'
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value)
  return element
}

const color = new Color()
function cssOf(written: unknown, fallback: string): string {
  setColor(color, written, fallback)
  return `#${color.getHexString()}`
}
