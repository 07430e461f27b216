/** The version of the app, set by its build. */
declare const __PHONE_VERSION__: string
