export type MeasureText = (text: string) => number

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function cutToWidth(text: string, width: number, measure: MeasureText): string {
  if (measure(text) <= width) return text
  const letters = [...text]
  let fits = 0
  let tooMany = letters.length
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (measure(ellipsis(letters, middle)) <= width) fits = middle
    else tooMany = middle
  }
  return ellipsis(letters, fits)
}

const ellipsis = (letters: readonly string[], count: number): string => `${letters.slice(0, count).join('').trimEnd()}…`

/** The text in at most so many lines, broken between words; what does not fit is cut with an ellipsis. */
export function wrapText(text: string, width: number, maxLines: number, measure: MeasureText): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const lines: string[] = []
  while (words.length > 0) {
    if (lines.length === maxLines - 1) return [...lines, cutToWidth(words.join(' '), width, measure)]
    let count = 1
    while (count < words.length && measure(words.slice(0, count + 1).join(' ')) <= width) count += 1
    lines.push(cutToWidth(words.splice(0, count).join(' '), width, measure))
  }
  return lines
}
