// The references of all cases in the browser: `?show=` says which. Each is the least that a page must do for its case.
const show = new URLSearchParams(location.search).get('show')
if (show === 'boxes') await import('./boxes.ts')
else if (show === 'instances') await import('./instances.ts')
else if (show === 'big') await import('./big.ts')
else if (show === 'grab') await import('./grab.ts')
else if (show === 'images') await import('./images.ts')
else throw new Error(`?show=${show} is no bare page`)

export {}
