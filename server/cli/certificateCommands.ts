import type { Command } from 'commander'
import { VuerError } from '../errors.ts'
import { hostName } from '../options/kinds.ts'

export interface CertificateFlags {
  readonly folder?: string
  /** Host names and IP addresses that the certificate shall carry beside those of this machine. */
  readonly names?: readonly string[]
  readonly authority?: boolean
  readonly cert?: string
}

/** Each resolves with the exit code. */
export interface CertificateActions {
  certMake(flags: CertificateFlags): Promise<number>
  certShow(flags: CertificateFlags): Promise<number>
  certRenew(flags: CertificateFlags): Promise<number>
}

/** Adds `cert make`, `cert show` and `cert renew`. */
export function addCertificateCommands(
  program: Command,
  actions: CertificateActions,
  done: (code: number) => void,
): void {
  const cert = program
    .command('cert')
    .description('Make, show or renew the certificate of this server.')
    .helpCommand(false)
  const folder = ['--folder <folder>', 'Where certificates are kept. Default: VUER_CERTS_FOLDER, or certs.'] as const
  const collect = (text: string, earlier: string[] = []): string[] => {
    if (hostName.isFit(text)) return [...earlier, text]
    throw new VuerError('INVALID_FLAG', `cert make: expected ${hostName.expected}, got ${JSON.stringify(text)}`)
  }

  cert
    .command('make')
    .description('Make a certificate authority and a certificate for this machine, where there are none that fit.')
    .option(...folder)
    .option('--name <host>', 'A further host name for the certificate. It is kept for later ones.', collect)
    .option('--address <address>', 'A further IP address for the certificate. It is kept for later ones.', collect)
    .addHelpText(
      'after',
      '\nExamples:\n  vuer-xr cert make\n  vuer-xr cert make --name robot.lab.example --address 10.0.0.5\n',
    )
    .action(async ({ name = [], address = [], ...flags }: { folder?: string; name?: string[]; address?: string[] }) =>
      done(await actions.certMake({ ...flags, names: [...name, ...address] })),
    )
  cert
    .command('show')
    .description('Show the certificate: names, validity, fingerprint, issuer, and whether it fits this machine now.')
    .option(...folder)
    .option('--cert <file>', 'Show this file instead, a certificate in PEM.')
    .addHelpText('after', '\nExamples:\n  vuer-xr cert show\n  vuer-xr cert show --cert robot.pem\n')
    .action(async (flags: CertificateFlags) => done(await actions.certShow(flags)))
  cert
    .command('renew')
    .description('Make the certificate anew. Headsets on which its warning was accepted warn once more.')
    .option(...folder)
    .option(
      '--authority',
      'Make the authority anew as well: headsets that trusted the old one must install the new one.',
    )
    .addHelpText('after', '\nExamples:\n  vuer-xr cert renew\n  vuer-xr cert renew --authority\n')
    .action(async (flags: CertificateFlags) => done(await actions.certRenew(flags)))
}
