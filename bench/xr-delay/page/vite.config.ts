import { pageConfig } from '../../browser/pageConfig.ts'

export default pageConfig({
  folder: 'bench/xr-delay/page',
  probe: 'bench/xr-delay/page/probe.ts',
  outDir: 'dist/bench/xr-page',
})
