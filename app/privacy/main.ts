/** Whose data is kept where, how long, and how one person's is told and erased. */
export { retentionDays } from './retention_days.js'
export { columnsOutOfRegister } from './column_register.js'
export { databaseColumns } from './queries/database_columns.js'
export { E_RESIDENT_DATA_IN_USE } from './errors.js'
