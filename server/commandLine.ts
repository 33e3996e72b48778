import { parseArgs } from 'node:util'

/** What the flags said. What was not given is absent; `token` is false only after `--no-token`. */
export interface CommandLineOptions {
  readonly port?: number
  readonly host?: string
  readonly cert?: string
  readonly key?: string
  readonly caCert?: string
  readonly token: boolean
}

export type CommandLine =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly options: CommandLineOptions }
  | { readonly kind: 'error'; readonly message: string }

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'ca-cert': { type: 'string' },
  'no-token': { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

/** What the value of a flag must be: the end of the sentence `--port expects …`. */
const expectations: Readonly<Record<string, string>> = {
  port: 'a whole number from 0 to 65535',
  host: 'an IP address or a host name',
  cert: 'the path of a certificate in PEM',
  key: 'the path of a private key in PEM',
  'ca-cert': 'the path of a certificate in PEM',
}

const help = `Usage: vuer-xr [options]

  --port N       port to listen on, 0 to 65535; 0 takes a free one
  --host H       address to listen on; 0.0.0.0 lets headsets in
  --cert F       your own certificate (PEM); needs --key
  --key F        its private key (PEM); needs --cert
  --ca-cert F    let in only clients with a certificate of this authority (PEM)
  --no-token     let in everybody who can reach the port
  --help         print this
  --version      print the version
`

/** Reads the arguments after the program's name. Never throws and never prints; an `error` is one sentence. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  // Not strict: its messages are three sentences long. The tokens are checked here instead.
  const { tokens } = parseArgs({ args: [...argv], options: flags, strict: false, tokens: true })
  const values = new Map<string, string>()
  const switches = new Set<string>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional')
      return fail(`"${token.value}" is not understood: only flags are expected, see --help.`)
    const { name, rawName, value, inlineValue } = token
    if (!Object.hasOwn(flags, name)) return fail(`${rawName} is not a known flag: see --help for those that are.`)
    if (flags[name as keyof typeof flags].type === 'boolean') {
      if (value !== undefined) return fail(`${rawName} expects no value.`)
      switches.add(name)
    } else {
      const missing = value === undefined || value === '' || (!inlineValue && value.startsWith('-'))
      if (missing || !isFit(name, value)) return fail(`${rawName} expects ${expectations[name]}.`)
      values.set(name, value)
    }
  }
  if (switches.has('help')) return { kind: 'help', text: help }
  if (switches.has('version')) return { kind: 'version' }
  if (values.has('cert') !== values.has('key')) {
    const [given, other] = values.has('cert') ? ['--cert', '--key'] : ['--key', '--cert']
    return fail(`${given} expects ${other} as well: give both, or neither to have a certificate made.`)
  }
  return { kind: 'run', options: toOptions(values, !switches.has('no-token')) }
}

function isFit(name: string, value: string): boolean {
  if (name === 'port') return /^\d{1,5}$/.test(value) && Number(value) <= 65535
  if (name === 'host') return /^[\w.:%-]+$/.test(value)
  return true
}

function toOptions(values: ReadonlyMap<string, string>, token: boolean): CommandLineOptions {
  const [port, host, cert, key, caCert] = ['port', 'host', 'cert', 'key', 'ca-cert'].map((name) => values.get(name))
  return {
    ...(port !== undefined && { port: Number(port) }),
    ...(host !== undefined && { host }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(caCert !== undefined && { caCert }),
    token,
  }
}

function fail(message: string): CommandLine {
  return { kind: 'error', message }
}
