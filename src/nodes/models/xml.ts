/** The root of an XML text. Throws if it is broken, or is another than expected. */
export function parseXml(text: string, root: string): Element {
  const document = new DOMParser().parseFromString(text.replace(/^\uFEFF/, '').trimStart(), 'application/xml')
  const problem = document.querySelector('parsererror')
  if (problem) {
    const where = /line (\d+)/.exec(problem.textContent ?? '')?.[1]
    throw new Error(`the XML is broken or cut off${where ? ` in line ${where}` : ''}`)
  }
  const { documentElement } = document
  if (documentElement.localName !== root) throw new Error(`expected <${root}>, got <${documentElement.localName}>`)
  return documentElement
}
