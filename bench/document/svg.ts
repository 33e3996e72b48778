/** Parts of a picture as text. Colours are on white, so that they are read on any page. */
export const COLORS = { reference: '#98a2b3', ours: '#1570ef', third: '#dc6803' } as const

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const rounded = (value: number) => String(Math.round(value * 10) / 10)

export function element(name: string, attributes: Record<string, string | number>, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : value}"`)
    .join('')
  return `<${name}${written}${content ? `>${content}</${name}>` : '/>'}`
}

export const text = (x: number, y: number, content: string, attributes: Record<string, string | number> = {}): string =>
  element('text', { x, y, ...attributes }, escaped(content))

/** A whole picture with its title; what it shows is also told to those who do not see it. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#344054" role="img">`
  const ground = element('rect', { width, height, fill: '#ffffff' })
  const heading = text(16, 24, title, { 'font-size': 14, 'font-weight': 600, fill: '#101828' })
  return [open, element('title', {}, escaped(title)), ground, heading, ...parts, '</svg>', ''].join('\n')
}
