/** HTML that a scene may contain. None of it runs anything, or brings another page into this one. */
export const HTML_TAGS = [
  ...['div', 'span', 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'br', 'hr', 'blockquote', 'pre', 'code'],
  ...['article', 'section', 'header', 'footer', 'main', 'aside', 'nav', 'figure', 'figcaption', 'address', 'time'],
  ...['strong', 'em', 'b', 'i', 'u', 's', 'small', 'mark', 'sub', 'sup', 'kbd', 'samp', 'var', 'abbr', 'q', 'cite'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['img', 'progress', 'meter', 'details', 'summary', 'label'],
] as const
export type HtmlTag = (typeof HTML_TAGS)[number]

const tags: ReadonlySet<string> = new Set(HTML_TAGS)
export const isHtmlTag = (tag: string): tag is HtmlTag => tags.has(tag)
