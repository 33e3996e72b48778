/** The version of this package, put in by the build. */
declare const __VUER_XR_VERSION__: string
