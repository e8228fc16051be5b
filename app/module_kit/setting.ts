/**
 * One typed setting. The staff form, its validation and its default follow
 * from the definition; `label` and `hint` are translation keys.
 */
export type SettingDefinition = { label: string; hint?: string } & (
  | { type: 'integer'; default: number; min: number; max: number; unit?: string }
  | { type: 'text'; default: string; maxLength: number; multiline?: boolean }
  | { type: 'boolean'; default: boolean }
  /** A day and time in Tokyo, `2026-12-01T09:00`, or '' for none; `after` names the setting it has to come after. */
  | { type: 'moment'; default: string; after?: string }
  | { type: 'choice'; default: string; choices: { value: string; label: string }[] }
  /** Any number of them, none included. */
  | { type: 'choices'; default: string[]; choices: { value: string; label: string }[] }
)

type ValueOf<Definition extends SettingDefinition> = Definition['default']

export type SettingValues<Definitions extends Record<string, SettingDefinition>> = {
  [Key in keyof Definitions]: ValueOf<Definitions[Key]>
}

/** Why values are not stored: the setting to blame, and a translation key with what to fill in. */
export interface SettingsRefusal {
  key: string
  message: string
  data?: Record<string, unknown>
}

/**
 * Looks at the values of a whole group before they are stored, in the
 * municipality's tenant scope; each alone has been checked by then.
 */
export type SettingsCheck<Values> = (
  values: Values
) => SettingsRefusal | null | Promise<SettingsRefusal | null>

/** The settings of one module (or of the core), stored per municipality as `<group>.<key>`. */
export interface SettingsGroup<
  Definitions extends Record<string, SettingDefinition> = Record<string, SettingDefinition>,
> {
  readonly id: string
  readonly definitions: Definitions
  readonly check?: () => Promise<{ default: SettingsCheck<any> }>
  /** The municipality's values, defaults where it has set none. */
  read(municipality: { settings: Readonly<Record<string, unknown>> }): SettingValues<Definitions>
}

const widen = <T extends SettingDefinition['type']>(type: T) => {
  return (
    options: Omit<Extract<SettingDefinition, { type: T }>, 'type'>
  ): Extract<SettingDefinition, { type: T }> =>
    ({ type, ...options }) as unknown as Extract<SettingDefinition, { type: T }>
}

export const setting = {
  integer: widen('integer'),
  text: widen('text'),
  boolean: widen('boolean'),
  choice: widen('choice'),
  choices: widen('choices'),
  moment: widen('moment'),
}

/**
 * Declares a group of settings; the manifest lists it under `settings`.
 *
 * @param options.check refuses values that do not go together, or would do harm
 */
export function defineSettings<Definitions extends Record<string, SettingDefinition>>(
  id: string,
  definitions: Definitions,
  options: { check?: () => Promise<{ default: SettingsCheck<any> }> } = {}
): SettingsGroup<Definitions> {
  return {
    id,
    definitions,
    check: options.check,
    read(municipality) {
      return Object.fromEntries(
        Object.entries(definitions).map(([key, definition]) => [
          key,
          municipality.settings[`${id}.${key}`] ?? definition.default,
        ])
      ) as SettingValues<Definitions>
    },
  }
}
