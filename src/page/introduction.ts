import { WIRE_VERSION } from '../../protocol/index.ts'

/** What we say of ourselves on each socket: who we are, in Vuer's words, and which extensions we speak. */
export const introduction = (version: string) => ({
  client: 'browser',
  pkg: 'vuer-xr',
  pkgVersion: version,
  wire: WIRE_VERSION,
  userAgent: navigator.userAgent,
  screenWidth: globalThis.screen?.width,
  screenHeight: globalThis.screen?.height,
  devicePixelRatio: globalThis.devicePixelRatio,
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  timezoneOffset: new Date().getTimezoneOffset(),
})
