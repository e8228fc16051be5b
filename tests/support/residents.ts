/** What tests of other modules need of the register: people in it, their codes, and how they stand. */
export {
  assignLinkCode,
  assignMissingLinkCodes,
} from '#modules/resident-registry/actions/assign_link_codes'
export { changeStanding } from '#modules/resident-registry/actions/change_standing'
export { deleteResidents } from '#modules/resident-registry/actions/delete_residents'
export { storeResidents } from '#modules/resident-registry/actions/store_residents'
