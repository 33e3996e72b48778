const KEY = 'vuer-xr session'

/** Leaves the way back to a session for the page that this tab loads next. */
export function keepResumeToken(url: string, token: string | undefined): void {
  if (token !== undefined) sessionStorage.setItem(KEY, JSON.stringify({ url, token }))
}

/** What an earlier page of this tab left for the same server. It is there once. */
export function takeResumeToken(url: string): string | undefined {
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  if (kept === null) return undefined
  try {
    const { url: from, token } = JSON.parse(kept) as { url?: unknown; token?: unknown }
    return from === url && typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}
