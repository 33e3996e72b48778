import { readFileSync } from 'node:fs'
import basicSsl from '@vitejs/plugin-basic-ssl'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './scripts/vite/compressed.ts'
import { earlyScript } from './scripts/vite/earlyScript.ts'
import { fontsOfOurOwn } from './scripts/vite/fontsOfOurOwn.ts'
import { inputProfiles } from './scripts/vite/inputProfiles.ts'
import { leanXR } from './scripts/vite/leanXR.ts'
import { serverProxy } from './scripts/vite/serverProxy.ts'
import { threeBySource } from './scripts/vite/threeBySource.ts'
import { withoutDocs } from './scripts/vite/withoutDocs.ts'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string }

export default defineConfig(({ command }) => {
  // What is built is shipped, whatever the shell or a test runner says: a development build is slow and names paths.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    // HTTPS in development too: a headset enters VR on nothing else.
    plugins: [
      react(),
      threeBySource(),
      inputProfiles(),
      withoutDocs(),
      leanXR(),
      earlyScript('early'),
      fontsOfOurOwn(),
      compressed(),
      ...(command === 'serve' ? [basicSsl()] : []),
    ],
    define: { __VUER_XR_VERSION__: JSON.stringify(version) },
    server: { host: true, proxy: serverProxy() },
    build: {
      outDir: 'dist/client',
      license: { fileName: 'third-party-licenses.md' },
      target: 'es2022',
      modulePreload: {
        polyfill: false,
        // For the page's first files; each part that comes later would need the names of all others beside it.
        resolveDependencies: (_file, names, { hostType }) => (hostType === 'html' ? names : []),
      },
      rolldownOptions: {
        // What a file of these declares is left out where nobody asks for it: schemas of what only a server reads, say.
        treeshake: {
          moduleSideEffects: [
            { test: /[\\/](protocol|connection)[\\/]/, sideEffects: false },
            // Most of these is not used: layers, teleporting, drawings of planes. They do not say so themselves.
            {
              test: /node_modules[\\/](@react-three[\\/]xr|@pmndrs[\\/][^\\/]+|meshline|tunnel-rat)[\\/]/,
              sideEffects: false,
            },
          ],
        },
        output: {
          codeSplitting: {
            groups: [
              { name: 'early', test: /src[\\/]page[\\/](earlySocket|address)\.ts/ },
              { name: 'three', test: /node_modules[\\/]three[\\/]src/, tags: ['$initial'] },
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, tags: ['$initial'] },
              // Otherwise what is shared with a later part becomes a small file of its own, which compresses badly.
              { name: 'client', tags: ['$initial'] },
              { name: 'xr-shared', test: /src[\\/]xr[\\/](?!ar[\\/]|devices[\\/]|emul)/, minShareCount: 2 },
              {
                name: 'three-models',
                test: /three[\\/]src[\\/](animation|math[\\/]interpolants|objects)[\\/]/,
                minShareCount: 2,
              },
              { name: 'three-loaders', test: /three[\\/]src[\\/]loaders[\\/]/, minShareCount: 2 },
            ],
          },
        },
      },
    },
  }
})
