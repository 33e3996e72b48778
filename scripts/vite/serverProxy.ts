import type { ProxyOptions } from 'vite'

/**
 * What the page of the development server asks of the real one, so that both have one origin and a headset has one
 * certificate to accept. The real server runs on this machine at `VUER_PORT`, with a certificate that it made itself. It is
 * told who is behind the proxy (`xfwd`): whoever is not on this machine needs the token here too.
 */
export function serverProxy(port = process.env.VUER_PORT ?? '8012'): Record<string, ProxyOptions> {
  const target = `https://127.0.0.1:${port}`
  const asked = Object.fromEntries(
    ['/static', '/workspace', '/relay', '/ca.crt'].map((path) => [path, { target, secure: false, xfwd: true }]),
  )
  return { '/socket': { target: `wss://127.0.0.1:${port}`, ws: true, secure: false, xfwd: true }, ...asked }
}
