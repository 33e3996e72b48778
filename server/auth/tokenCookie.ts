const DAYS_30_S = 30 * 24 * 60 * 60

/** Cookies know no ports: each server of a machine has one of its own. */
const nameAt = (port: number | undefined) => `vuer-xr-${port ?? 0}`

/**
 * The cookie that stands for a token, as the value of Set-Cookie. No script can read it, and no page of another site
 * makes a browser send it.
 */
export function tokenCookie(port: number | undefined, token: string): string {
  const value = encodeURIComponent(token)
  return `${nameAt(port)}=${value}; Max-Age=${DAYS_30_S}; Path=/; Secure; HttpOnly; SameSite=Strict`
}

/** The token in a Cookie header; null when there is none. */
export function tokenInCookie(header: string | undefined, port: number | undefined): string | null {
  const start = `${nameAt(port)}=`
  const own = header?.split(';').find((part) => part.trimStart().startsWith(start))
  if (own === undefined) return null
  try {
    return decodeURIComponent(own.trim().slice(start.length)) || null
  } catch {
    return null
  }
}
