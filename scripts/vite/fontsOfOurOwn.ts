import type { Plugin } from 'vite'

const ASK = /unicodeFontResolverClient\.getFontsForString\(fallbackString, \{[^}]*\}\)/g
/** Signs that no font has are drawn with the sign for that of the last font asked: ours. */
const OWN =
  'Promise.resolve({ fontUrls: [userFonts[userFonts.length - 1].src], chars: new Uint8Array(fallbackString.length) })'
const ELSEWHERE = /https:\/\/cdn\.jsdelivr\.net\/gh\/lojjic\/unicode-font-resolver[^"']*/g

/**
 * Text for which a font has no signs makes troika-three-text ask a server on the internet for other fonts. Here it does
 * not: nothing is loaded from elsewhere.
 */
export function fontsOfOurOwn(): Plugin {
  const transform = (code: string, id: string) => {
    if (!/troika-three-text[\\/]dist[\\/]troika-three-text\.esm\.js/.test(id)) return undefined
    if (!ASK.test(code)) throw new Error(`${id}: how it asks for fonts is not what scripts/vite/fontsOfOurOwn.ts knows`)
    ASK.lastIndex = 0
    return { code: code.replace(ASK, OWN).replace(ELSEWHERE, '/no-such-fonts'), map: null }
  }
  return {
    name: 'vuer-xr:fonts-of-our-own',
    transform,
    // What the development server bundles beforehand does not pass by here.
    config: () => ({ optimizeDeps: { exclude: ['troika-three-text'], include: ['bidi-js', 'webgl-sdf-generator'] } }),
  }
}
