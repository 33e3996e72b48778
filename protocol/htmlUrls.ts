const PICTURE_DATA = /^data:image\/(png|jpeg|webp|gif|avif)[;,]/i

/** Why an address is not used; `null` if it is. Browsers leave out control characters and blanks before they look. */
export function problemOfUrl(url: string, isPicture = false): string | null {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\p{C}\p{Z}]/gu, ''))?.[1]
  if (scheme === undefined || /^https?$/i.test(scheme)) return null
  if (isPicture && (/^blob$/i.test(scheme) || PICTURE_DATA.test(url))) return null
  if (!isPicture && /^mailto$/i.test(scheme)) return null
  return `addresses of the kind ${scheme.toLowerCase()}: are not used`
}
