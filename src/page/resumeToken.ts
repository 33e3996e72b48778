const KEY = 'vuer-xr session'

/** Leaves the way back to a session for the page that this tab loads next, if it is opened with the same parameters. */
export function keepResumeToken(url: string, search: string, token: string | undefined): void {
  if (token !== undefined) sessionStorage.setItem(KEY, JSON.stringify({ url, search, token }))
}

/** What an earlier page of this tab left for the same server and the same parameters. It is there once. */
export function takeResumeToken(url: string, search: string): string | undefined {
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  if (kept === null) return undefined
  try {
    const { token, ...from } = JSON.parse(kept) as { url?: unknown; search?: unknown; token?: unknown }
    return from.url === url && from.search === search && typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}
