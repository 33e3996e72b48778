import { isIP } from 'node:net'
import { renderUnicodeCompact } from 'uqr'
import { isLinkLocal, isLoopback, type LocalAddresses, localAddresses } from './addresses.ts'
import type { Identity } from './tls/serverIdentity.ts'

/** The pages to open. */
export interface PrintedAddresses {
  /** null when the server listens on one outward address only. */
  readonly loopback: string | null
  /** The address to try first comes first; empty when only this machine can connect. */
  readonly lan: string[]
  /** The page at `domain`, told to connect to this server; null without a domain. */
  readonly hosted: string | null
  /** For those who may only watch; null without a token for them, or when only this machine can connect. */
  readonly viewer: string | null
}

export interface AddressOptions {
  readonly host: string
  readonly port: number
  readonly token: string | null
  readonly viewerToken?: string | null
  readonly domain?: string | undefined
  readonly queries?: Readonly<Record<string, string | number | boolean>>
  readonly addresses?: LocalAddresses
}

/**
 * The URLs under which a server bound to `host` and `port` can be opened. The token is in each of them, so that any of
 * them can be passed on; the page at `domain` gets it inside the address of the socket. Link-local IPv6 addresses are left
 * out: browsers cannot open them.
 */
export function addressesToPrint(options: AddressOptions): PrintedAddresses {
  const { host, port, token, viewerToken = null, domain, addresses = localAddresses() } = options
  const { loopback, lan } = hostsOf(host, addresses)
  const authority = (name: string) => `${isIP(name) === 6 ? `[${name}]` : name}:${port}`
  const withQuery = (page: string, added: Record<string, string>) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...options.queries, ...added })) search.set(name, String(value))
    return search.size === 0 ? page : `${page}?${search}`
  }
  const tokenQuery = (secret: string | null) => (secret === null ? {} : { token: secret })
  const ownPage = (name: string, secret: string | null) => withQuery(`https://${authority(name)}/`, tokenQuery(secret))

  const [first] = lan
  const nearest = first ?? loopback
  return {
    loopback: loopback === null ? null : ownPage(loopback, token),
    lan: lan.map((name) => ownPage(name, token)),
    hosted:
      domain === undefined || nearest === null
        ? null
        : withQuery(`${domain}/`, { ws: socketAddress(authority(nearest), token) }),
    viewer: first === undefined || viewerToken === null ? null : ownPage(first, viewerToken),
  }
}

const socketAddress = (authority: string, token: string | null) =>
  `wss://${authority}/socket${token === null ? '' : `?${new URLSearchParams({ token })}`}`

/** The names and addresses that lead to a server bound to `host`, without port. */
export function hostsOf(host: string, addresses: LocalAddresses): { loopback: string | null; lan: string[] } {
  const outward = (list: readonly string[]) => list.filter((address) => !isLoopback(address) && !isLinkLocal(address))
  if (host === '0.0.0.0') return { loopback: 'localhost', lan: outward(addresses.ipv4) }
  if (host === '::' || host === '') {
    return { loopback: 'localhost', lan: [...outward(addresses.ipv4), ...outward(addresses.ipv6)] }
  }
  return host === 'localhost' || isLoopback(host) ? { loopback: host, lan: [] } : { loopback: null, lan: [host] }
}

/** What the banner says. */
export interface BannerContent {
  readonly name: string
  readonly addresses: PrintedAddresses
  readonly fingerprint256: string
  readonly source: Identity['source']
  /** Whether /ca.crt hands out the authority: not when the certificate is the user's own. */
  readonly hasAuthority: boolean
}

const origins: Record<Identity['source'], string> = {
  files: 'from your files',
  made: 'made just now',
  kept: 'kept from before',
}

/** More are of containers and tunnels as a rule, and would push the code off the screen. */
const MOST_NETWORK_LINES = 4

/** The text shown at start-up: addresses, QR code, the certificate's fingerprint, and two lines on what to do next. */
export function formatBanner(content: BannerContent): string {
  const lines = addressLines(content.addresses)
  const width = Math.max(...lines.map(([label]) => label.length))
  const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '  ')
  const scanned = scannedAddress(content.addresses)
  return [
    `${content.name} is ready.`,
    '',
    ...lines.map(([label, url]) => indent(`${label.padEnd(width)}  ${url}`)),
    '',
    ...(scanned === null ? [] : [indent(renderUnicodeCompact(scanned, { border: 1 })), '']),
    indent(`Certificate ${origins[content.source]}, SHA-256 ${content.fingerprint256}`),
    '',
    ...nextSteps(content).map(indent),
  ].join('\n')
}

function addressLines({ loopback, lan, hosted, viewer }: PrintedAddresses): [label: string, text: string][] {
  const line = (label: string, url: string | null): [string, string][] => (url === null ? [] : [[label, url]])
  const unlisted = lan.length - MOST_NETWORK_LINES
  return [
    ...line('This machine', loopback),
    ...lan.slice(0, MOST_NETWORK_LINES).flatMap((url) => line('Network', url)),
    ...line('', unlisted > 0 ? `and ${unlisted} more, listed by "vuer-xr doctor"` : null),
    ...line('Hosted page', hosted),
    ...line('Watch only', viewer),
  ]
}

/** The URL for a headset or phone; null when only this machine can connect. */
const scannedAddress = ({ lan, hosted }: PrintedAddresses): string | null =>
  lan[0] === undefined ? null : (hosted ?? lan[0])

function nextSteps({ addresses, hasAuthority }: BannerContent): [string, string] {
  const [first] = addresses.lan
  if (first === undefined) {
    return [
      'Open the address above in a browser on this computer.',
      'Only this computer can connect: start with --host 0.0.0.0 to let a headset in.',
    ]
  }
  if (!hasAuthority) {
    return [
      "Open an address above in the headset's browser, or scan the code.",
      'If the browser warns, the headset does not trust the issuer of your certificate: see docs/https.md.',
    ]
  }
  return [
    "Open an address above in the headset's browser, or scan the code; accept the warning once (Quest).",
    `On Vision Pro install ${new URL('/ca.crt', first).href} first, and switch on full trust in Certificate Trust Settings.`,
  ]
}
