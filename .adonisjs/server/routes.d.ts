import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'reservation.calendar': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.hold.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.hold': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.hold.give_up': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.look_up.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.change.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.staff.visits': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.staff.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.arrival': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.arrival.undo': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'health': { paramsTuple?: []; params?: {} }
    'front_door': { paramsTuple?: []; params?: {} }
    'front_door.municipality': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accessibility': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.dashboard': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_out': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
  }
  GET: {
    'reservation.calendar': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.hold': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.staff.visits': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.staff.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'health': { paramsTuple?: []; params?: {} }
    'front_door': { paramsTuple?: []; params?: {} }
    'front_door.municipality': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accessibility': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.dashboard': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
  }
  HEAD: {
    'reservation.calendar': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.hold': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.staff.visits': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.staff.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'health': { paramsTuple?: []; params?: {} }
    'front_door': { paramsTuple?: []; params?: {} }
    'front_door.municipality': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accessibility': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.dashboard': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
  }
  POST: {
    'reservation.hold.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.hold.give_up': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.look_up.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.change.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.staff.proxy': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.arrival': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.arrival.undo': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'staff.sign_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_out': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}