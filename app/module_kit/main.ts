/**
 * What a manifest may import: plain data and types, nothing that needs a
 * running application, because manifests are read before the environment is
 * loaded and again in the build process. What a module needs while it runs is
 * in runtime.ts.
 */
export { defineModule } from './define_module.js'
export { extensionPoint, fill } from './extension_point.js'
export { uiSlot, fillSlot, personOfLinkCode } from './ui_slot.js'
export { defineEvent, listen } from './event.js'
export { exchangeFeed, receives, sends } from './exchange_feed.js'
export type {
  ExchangeFeed,
  FeedCollector,
  FeedColumn,
  FeedDeclaration,
  FeedReader,
  FeedRow,
  LeftOut,
  ReceivedFeed,
  SentFeed,
} from './exchange_feed.js'
export { defineSettings, setting } from './setting.js'
export {
  CHOICE_LAYOUTS,
  defineFieldType,
  defineSubject,
  FIELD_SIDES,
  FIELD_USES,
  INPUT_RULES,
  STANDARD_FIELD_TYPES,
} from './field.js'
export { classified, DATA_CLASSES, idsOf, uuidsOf } from './personal_data.js'
export type {
  ApplyRetention,
  ClassifiedColumns,
  DataClass,
  FindEndedPersons,
  FindPerson,
  HeldOnPerson,
  KeptData,
  PersonalDataDeclaration,
  PersonEraser,
  PersonKey,
  PersonSection,
  RetentionRule,
  RuleOfPersons,
  RuleOfRecords,
  StoredResidentData,
} from './personal_data.js'
export { statusChecks } from './status.js'
export { monthlyLines } from './monthly.js'
export type { MonthlyLine, MonthlyLines } from './monthly.js'
export { linkCodeReplaced, type FollowLinkCode } from './link_code_replaced.js'
export { DOCUMENT_STATES, printRuns } from './print_runs.js'
export type {
  AskedDocuments,
  DocumentSight,
  DocumentState,
  ListedDocument,
  PrintRuns,
} from './print_runs.js'
export type { StatusCheck, StatusFigure } from './status.js'
export { ModuleError } from './module_error.js'
export { PLATFORM_VERSION } from './platform_version.js'
export type {
  ModuleManifest,
  MenuEntry,
  RouteRegistrar,
  PermissionDeclaration,
  JobDeclaration,
  ModuleLifecycle,
} from './manifest.js'
export type { ExtensionPoint, ExtensionFilling } from './extension_point.js'
export type { UiSlot, SlotFilling, SlotData, SlotViewer } from './ui_slot.js'
export type { DomainEvent, EventListener } from './event.js'
export type {
  SettingDefinition,
  SettingsCheck,
  SettingsGroup,
  SettingsRefusal,
  SettingValues,
} from './setting.js'
export type {
  BuiltInField,
  ChoiceLayout,
  FieldChoice,
  FieldControl,
  FieldDefinition,
  FieldIndexKey,
  FieldOption,
  FieldPart,
  FieldSide,
  FieldType,
  FieldTypeDeclaration,
  FieldTypeId,
  FieldUse,
  FieldValue,
  FieldValues,
  InputRule,
  RecordCounter,
  RecordReader,
  Subject,
  Words,
} from './field.js'
export type {
  LoadReport,
  Report,
  ReportCell,
  ReportColumn,
  ReportDeclaration,
  ReportPage,
  ReportPeriod,
  ReportRequest,
} from './report.js'
export type { RoleId } from './roles.js'
export { ROLE_IDS } from './roles.js'
