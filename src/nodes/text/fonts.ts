import ownFont from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url'

/** Where our own font is: a file of this page's server. */
export const OWN_FONT: string = new URL(ownFont, document.baseURI).href

/** What font files begin with. */
const SIGNATURES: ReadonlySet<string> = new Set(['\u0000\u0001\u0000\u0000', 'OTTO', 'true', 'wOFF'])

/** The bytes of a font file; throws with a reason that a person can read. */
export async function fetchFont(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, signal ? { signal } : {})
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  return response.arrayBuffer()
}

/** Throws where these are no bytes of a font that can be read. */
export function checkFont(bytes: ArrayBuffer): void {
  const signature = String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)))
  if (signature === 'wOF2') throw new Error('WOFF2 is not read; use TTF, OTF or WOFF')
  if (!SIGNATURES.has(signature)) throw new Error('this is no font; use TTF, OTF or WOFF')
}
