import { WIRE_VERSION } from '../../protocol/index.ts'

/**
 * What we say of ourselves on each socket: who we are, in Vuer's words, which extensions we speak, and with which
 * parameters the page was opened.
 */
export const introduction = (version: string, query: Readonly<Record<string, string>>) => ({
  client: 'browser',
  pkg: 'vuer-xr',
  pkgVersion: version,
  wire: WIRE_VERSION,
  ...(Object.keys(query).length > 0 && { query }),
  userAgent: navigator.userAgent,
  screenWidth: globalThis.screen?.width,
  screenHeight: globalThis.screen?.height,
  devicePixelRatio: globalThis.devicePixelRatio,
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  timezoneOffset: new Date().getTimezoneOffset(),
})
