/** The version a manifest's `platform` range is checked against. Raised with every change of the contract. */
export const PLATFORM_VERSION = '1.0.0'
