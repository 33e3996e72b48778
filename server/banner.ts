import { isIP } from 'node:net'
import { renderUnicodeCompact } from 'uqr'
import { isLoopback, type LocalAddresses, localAddresses } from './addresses.ts'
import type { Identity } from './tls/serverIdentity.ts'

/** The pages to open. `loopback` is null when the server listens on one outward address only. */
export interface PrintedAddresses {
  readonly loopback: string | null
  /** The address to try first comes first; empty when only this machine can connect. */
  readonly lan: string[]
}

/**
 * The URLs under which a server bound to `host` and `port` can be opened. The token is in each of them, so that any of
 * them can be passed on. Link-local IPv6 addresses are left out: browsers cannot open them.
 */
export function addressesToPrint(options: {
  readonly host: string
  readonly port: number
  readonly token: string | null
  readonly queries?: Readonly<Record<string, string>>
  readonly addresses?: LocalAddresses
}): PrintedAddresses {
  const { host, addresses = localAddresses() } = options
  const search = new URLSearchParams(options.queries)
  if (options.token !== null) search.set('token', options.token)
  const query = search.size === 0 ? '' : `?${search}`
  const url = (name: string) => `https://${isIP(name) === 6 ? `[${name}]` : name}:${options.port}/${query}`
  const outward = (list: readonly string[]) =>
    list.filter((address) => !isLoopback(address) && !/^fe[89ab][0-9a-f]:/i.test(address)).map(url)

  if (host === '0.0.0.0') return { loopback: url('localhost'), lan: outward(addresses.ipv4) }
  if (host === '::' || host === '') {
    return { loopback: url('localhost'), lan: [...outward(addresses.ipv4), ...outward(addresses.ipv6)] }
  }
  if (host === 'localhost' || isLoopback(host)) return { loopback: url(host), lan: [] }
  return { loopback: null, lan: [url(host)] }
}

/** What the banner says. */
export interface BannerContent {
  readonly name: string
  readonly urls: ReadonlyArray<{ readonly label: string; readonly url: string }>
  /** The URL that a headset or phone scans; null when only this machine can connect. */
  readonly qrUrl: string | null
  readonly fingerprint256: string
  readonly source: Identity['source']
  /** Where the authority can be downloaded; null when the certificate is the user's own. */
  readonly authorityUrl: string | null
}

const origins: Record<Identity['source'], string> = {
  files: 'from your files',
  made: 'made just now',
  kept: 'kept from before',
}

/** The text shown at start-up: addresses, QR code, the certificate's fingerprint, and two lines on what to do next. */
export function formatBanner(content: BannerContent): string {
  const width = Math.max(0, ...content.urls.map(({ label }) => label.length))
  const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '  ')
  return [
    `${content.name} is ready.`,
    '',
    ...content.urls.map(({ label, url }) => indent(`${label.padEnd(width)}  ${url}`)),
    '',
    ...(content.qrUrl === null ? [] : [indent(renderUnicodeCompact(content.qrUrl, { border: 1 })), '']),
    indent(`Certificate ${origins[content.source]}, SHA-256 ${content.fingerprint256}`),
    '',
    ...nextSteps(content).map(indent),
  ].join('\n')
}

function nextSteps({ qrUrl, authorityUrl }: BannerContent): [string, string] {
  if (qrUrl === null) {
    return [
      'Open the address above in a browser on this computer.',
      'Only this computer can connect: start with --host 0.0.0.0 to let a headset in.',
    ]
  }
  if (authorityUrl === null) {
    return [
      "Open an address above in the headset's browser, or scan the code.",
      'If the browser warns, the headset does not trust the issuer of your certificate: see docs/https.md.',
    ]
  }
  return [
    "Open an address above in the headset's browser, or scan the code; accept the warning once (Quest).",
    `On Vision Pro install ${authorityUrl} first, and switch on full trust in Certificate Trust Settings.`,
  ]
}
