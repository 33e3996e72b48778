const WIDTH = 1024
const LINE_HEIGHT = 58
const PADDING = 44
const FONT = '40px system-ui, sans-serif'
/** Of the edge that says that something is wrong. */
const EDGE = 18
/** A message of a thousand words is none that anybody reads in a headset. */
const MAX_ROWS = 10

/** Breaks lines where they become too wide, at words where there are any. `measure` is in the unit of `width`. */
export function wrap(lines: readonly string[], width: number, measure: (text: string) => number): string[] {
  const rows: string[] = []
  for (const line of lines.flatMap((text) => text.split('\n'))) {
    let row = ''
    for (const word of line.split(' ')) {
      const longer = row === '' ? word : `${row} ${word}`
      if (row !== '' && measure(longer) > width) {
        rows.push(row)
        row = word
      } else row = longer
      while (measure(row) > width && row.length > 1) {
        let fits = row.length - 1
        while (fits > 1 && measure(row.slice(0, fits)) > width) fits -= 1
        rows.push(row.slice(0, fits))
        row = row.slice(fits)
      }
    }
    rows.push(row)
  }
  return rows.length > MAX_ROWS ? [...rows.slice(0, MAX_ROWS - 1), '…'] : rows
}

/** Draws lines of text onto a canvas, in the browser's own font: nothing is fetched. The canvas gets the size it needs. */
export function drawNotice(canvas: HTMLCanvasElement, lines: readonly string[]): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.font = FONT
  const rows = wrap(lines, WIDTH - 2 * PADDING, (text) => context.measureText(text).width)
  canvas.width = WIDTH
  canvas.height = rows.length * LINE_HEIGHT + 2 * PADDING
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = 'rgb(20 22 26 / 88%)'
  context.beginPath()
  context.roundRect(0, 0, canvas.width, canvas.height, 28)
  context.fill()
  context.fillStyle = '#ffb454'
  context.beginPath()
  context.roundRect(0, 0, EDGE, canvas.height, [28, 0, 0, 28])
  context.fill()
  context.font = FONT
  context.fillStyle = '#f4f5f7'
  context.textBaseline = 'middle'
  for (const [index, row] of rows.entries()) context.fillText(row, PADDING, PADDING + (index + 0.5) * LINE_HEIGHT)
}
