import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'reservation.calendar': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.hold.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.hold': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.hold.give_up': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.check': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.mailed': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.hold.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.display': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'code': ParamValue} }
    'reservation.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.look_up.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.change.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.waitlist': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.joined': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'ticket': ParamValue} }
    'reservation.waitlist.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.look_up.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.entry': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'entry': ParamValue} }
    'reservation.waitlist.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'entry': ParamValue} }
    'reservation.move': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.move.accept': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.move.decline': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.staff.visits': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.visits.sheet': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.staff.reservations.today': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservations': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservations.search': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservations.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.arrival': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.arrival.undo': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.handling': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.check_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.check_in.find': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.check_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls.counter': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.calls.next': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.calls.again': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'call': ParamValue} }
    'reservation.staff.walk_ins': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.walk_ins.counter': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_ins.record': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_in': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.walk_in.cancel': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.walk_in.cancel.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.proxy_change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.proxy_change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy_change.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy_cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.proxy_cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.waitlist': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'procedure_type': ParamValue} }
    'reservation.staff.procedure_types.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'procedure_type': ParamValue} }
    'reservation.staff.rules': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.rules.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.rules.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.schedule': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk.preview': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.publish': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.publish.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.rules': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.hours': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.exclusions': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.hours.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'hours': ParamValue} }
    'reservation.staff.schedule.hours.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'hours': ParamValue} }
    'reservation.staff.schedule.exclusions.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'exclusion': ParamValue} }
    'reservation.staff.schedule.exclusions.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'exclusion': ParamValue} }
    'reservation.staff.schedule.closed_days': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.month': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.day': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue} }
    'reservation.staff.schedule.day.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue} }
    'reservation.staff.schedule.slot': { paramsTuple: [ParamValue,ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue,'slot': ParamValue} }
    'reservation.staff.schedule.end': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.end.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.closures': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closures.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closures.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closure': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.phone': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.offer': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.reopen': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.accept': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue,'party': ParamValue} }
    'reservation.staff.closure.decline': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue,'party': ParamValue} }
    'accounts.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.sign_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.sign_out': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.account': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details.edit': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.password.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.ask_to_register': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.ask_to_register.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.register': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.register.check': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.register.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.forgotten': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.forgotten.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.reset': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reset': ParamValue} }
    'accounts.reset.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reset': ParamValue} }
    'accounts.staff.accounts': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.issue': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.issue.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.import': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.import.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.account': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.suspend': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.resume': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.reissue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.ask_to_withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'card-progress.staff.top': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.board': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.entry': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.entry.find': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards.register': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.card': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.record': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.reissue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.reissue.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.bulk': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.bulk.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.mailings': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.bulk.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'bulk_action': ParamValue} }
    'card-progress.staff.bulk.results': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'bulk_action': ParamValue} }
    'card-progress.staff.batches': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batches.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batches.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batch': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'batch': ParamValue} }
    'card-progress.staff.transfers': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.transfers.send': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.transfers.receive': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_takes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_takes.open': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_take': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.stock_take.scan': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.stock_take.close': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.stock_take.export': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.follow_ups': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.follow_ups.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposal': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.disposal.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.disposal.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.statuses': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.statuses.save': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.rules': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.rules.save': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.residents': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.search': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.postal_code': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns.replace': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns.use_shipped': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.imports': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.imports.take': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.import': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.mistakes': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.changes': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.check': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.write': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.link_codes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.link_codes.issue': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.resident': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.standing': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue,'change': ParamValue} }
    'resident-registry.staff.standing.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue,'change': ParamValue} }
    'resident-registry.staff.link_code.issue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.link_code.ask_to_replace': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.link_code.replace': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'printing.staff.prints': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.print': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.resume': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.sending': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.part': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue,'part': ParamValue} }
    'printing.staff.print.addresses': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.labels': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.labels.print': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.letters': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.letters.print': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings.new': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wording': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.wording.save': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.wording.archive': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.characters': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.substitute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.substitute.remove': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.font': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.font.remove': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.set_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.sheet': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.printer': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.sheet.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'sheet': ParamValue} }
    'printing.staff.printer.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'printer': ParamValue} }
    'printing.staff.frames': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'health': { paramsTuple?: []; params?: {} }
    'status': { paramsTuple?: []; params?: {} }
    'metrics': { paramsTuple?: []; params?: {} }
    'front_door': { paramsTuple?: []; params?: {} }
    'operator.sign_in': { paramsTuple?: []; params?: {} }
    'operator.sign_in.execute': { paramsTuple?: []; params?: {} }
    'operator.municipalities': { paramsTuple?: []; params?: {} }
    'operator.sign_out': { paramsTuple?: []; params?: {} }
    'operator.set_up': { paramsTuple?: []; params?: {} }
    'operator.set_up.execute': { paramsTuple?: []; params?: {} }
    'operator.log': { paramsTuple?: []; params?: {} }
    'operator.create': { paramsTuple?: []; params?: {} }
    'operator.store': { paramsTuple?: []; params?: {} }
    'operator.show': { paramsTuple: [ParamValue]; params: {'code': ParamValue} }
    'operator.suspend.ask': { paramsTuple: [ParamValue]; params: {'code': ParamValue} }
    'operator.suspend': { paramsTuple: [ParamValue,ParamValue]; params: {'code': ParamValue,'change': ParamValue} }
    'operator.module.ask': { paramsTuple: [ParamValue,ParamValue]; params: {'code': ParamValue,'module': ParamValue} }
    'operator.module': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'code': ParamValue,'module': ParamValue,'change': ParamValue} }
    'front_door.municipality': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accessibility': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.code': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.code.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.dashboard': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_out': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.enrol': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.recovery_codes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.remove': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions.update': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions.reset': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.password': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.password.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.temporary_password': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.unlock': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.second_factor.reset': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.modules.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.modules.enable': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.modules.disable': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.modules.disable.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.settings': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.settings.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.municipality.edit': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.municipality.update': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'staff.counters.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'staff.fields.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.fields.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.move': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.choose': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.preview': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.save': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.archive': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.archive.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.restore': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.reports.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.reports.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.reports.pdf': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.reports.csv': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.documents.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.documents.open': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'document': ParamValue} }
    'staff.documents.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'document': ParamValue} }
    'staff.privacy.kept': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.deletions': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.mode': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.mode.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.persons.show': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.pdf': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.csv': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.erase': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.erase.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.audit.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.audit.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'notice': ParamValue} }
    'staff.inquiries.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'inquiry': ParamValue} }
    'staff.inquiries.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'inquiry': ParamValue} }
    'staff.exchange.keys': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.keys.make': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.keys.trust': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.receive': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.send': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.series': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.series.start': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.exchange.file.download': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.exchange.file.read': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.exchange.file.mend': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.texts.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.texts.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'texts': ParamValue} }
    'staff.texts.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'texts': ParamValue} }
    'staff.mail_texts.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.mail_texts.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'template': ParamValue} }
    'staff.mail_texts.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'template': ParamValue} }
    'staff.mail.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.mail.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'message': ParamValue} }
    'staff.mail.retry': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'message': ParamValue} }
  }
  GET: {
    'reservation.calendar': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.hold': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.mailed': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.hold.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.display': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'code': ParamValue} }
    'reservation.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.waitlist': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.joined': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'ticket': ParamValue} }
    'reservation.waitlist.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.entry': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'entry': ParamValue} }
    'reservation.move': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.staff.visits': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.staff.reservations.today': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservations': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.check_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls.counter': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_ins': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.walk_ins.counter': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_in': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.walk_in.cancel': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.proxy_change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.proxy_change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy_cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.waitlist': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'procedure_type': ParamValue} }
    'reservation.staff.rules': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.rules.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.schedule': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk.preview': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.publish': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.rules': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.hours.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'hours': ParamValue} }
    'reservation.staff.schedule.exclusions.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'exclusion': ParamValue} }
    'reservation.staff.schedule.month': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.day': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue} }
    'reservation.staff.schedule.end': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.closures': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closures.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closure': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.phone': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'accounts.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.account': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details.edit': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.ask_to_register': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.register': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.forgotten': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.reset': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reset': ParamValue} }
    'accounts.staff.accounts': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.issue': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.import': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.account': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.ask_to_withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'card-progress.staff.top': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.board': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.entry': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.card': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.reissue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.bulk': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.mailings': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.bulk.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'bulk_action': ParamValue} }
    'card-progress.staff.batches': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batches.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batch': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'batch': ParamValue} }
    'card-progress.staff.transfers': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_takes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_take': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.follow_ups': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposal': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.statuses': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.rules': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.residents': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.postal_code': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.imports': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.import': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.mistakes': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.changes': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.link_codes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.resident': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.standing': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue,'change': ParamValue} }
    'resident-registry.staff.link_code.ask_to_replace': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'printing.staff.prints': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.print': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.part': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue,'part': ParamValue} }
    'printing.staff.labels': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.letters': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings.new': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wording': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.characters': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.set_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.frames': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'health': { paramsTuple?: []; params?: {} }
    'status': { paramsTuple?: []; params?: {} }
    'metrics': { paramsTuple?: []; params?: {} }
    'front_door': { paramsTuple?: []; params?: {} }
    'operator.sign_in': { paramsTuple?: []; params?: {} }
    'operator.municipalities': { paramsTuple?: []; params?: {} }
    'operator.set_up': { paramsTuple?: []; params?: {} }
    'operator.log': { paramsTuple?: []; params?: {} }
    'operator.create': { paramsTuple?: []; params?: {} }
    'operator.show': { paramsTuple: [ParamValue]; params: {'code': ParamValue} }
    'operator.suspend.ask': { paramsTuple: [ParamValue]; params: {'code': ParamValue} }
    'operator.module.ask': { paramsTuple: [ParamValue,ParamValue]; params: {'code': ParamValue,'module': ParamValue} }
    'front_door.municipality': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accessibility': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.code': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.dashboard': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.recovery_codes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.password': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.temporary_password': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.modules.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.modules.disable': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.settings': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.municipality.edit': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'staff.fields.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.fields.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.choose': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.preview': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.archive': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.reports.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.reports.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.documents.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.documents.open': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'document': ParamValue} }
    'staff.privacy.kept': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.deletions': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.mode': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.persons.show': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.erase': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.audit.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'inquiry': ParamValue} }
    'staff.exchange.keys': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.series': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.texts.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.texts.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'texts': ParamValue} }
    'staff.mail_texts.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.mail_texts.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'template': ParamValue} }
    'staff.mail.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.mail.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'message': ParamValue} }
  }
  HEAD: {
    'reservation.calendar': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.hold': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.mailed': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.hold.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.display': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'code': ParamValue} }
    'reservation.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.waitlist': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.joined': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'ticket': ParamValue} }
    'reservation.waitlist.look_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.entry': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'entry': ParamValue} }
    'reservation.move': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.staff.visits': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.slot': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.staff.reservations.today': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservations': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservation': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.check_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls.counter': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_ins': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.walk_ins.counter': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_in': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.walk_in.cancel': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.proxy_change': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.proxy_change.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy_cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.waitlist': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'procedure_type': ParamValue} }
    'reservation.staff.rules': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.rules.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.schedule': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.bulk.preview': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.publish': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.rules': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.hours.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'hours': ParamValue} }
    'reservation.staff.schedule.exclusions.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'exclusion': ParamValue} }
    'reservation.staff.schedule.month': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.day': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue} }
    'reservation.staff.schedule.end': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.closures': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closures.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closure': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.phone': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'accounts.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.account': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details.edit': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.ask_to_register': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.register': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.forgotten': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.reset': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reset': ParamValue} }
    'accounts.staff.accounts': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.issue': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.import': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.account': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.ask_to_withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'card-progress.staff.top': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.board': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.entry': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.card': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.reissue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.bulk': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.mailings': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.bulk.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'bulk_action': ParamValue} }
    'card-progress.staff.batches': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batches.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.batch': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'batch': ParamValue} }
    'card-progress.staff.transfers': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_takes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_take': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.follow_ups': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposal': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.statuses': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.rules': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.residents': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.postal_code': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.imports': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.import': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.mistakes': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.changes': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.link_codes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.resident': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.standing': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue,'change': ParamValue} }
    'resident-registry.staff.link_code.ask_to_replace': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'printing.staff.prints': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.print': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.part': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue,'part': ParamValue} }
    'printing.staff.labels': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.letters': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings.new': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wording': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.characters': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.set_up': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.frames': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'health': { paramsTuple?: []; params?: {} }
    'status': { paramsTuple?: []; params?: {} }
    'metrics': { paramsTuple?: []; params?: {} }
    'front_door': { paramsTuple?: []; params?: {} }
    'operator.sign_in': { paramsTuple?: []; params?: {} }
    'operator.municipalities': { paramsTuple?: []; params?: {} }
    'operator.set_up': { paramsTuple?: []; params?: {} }
    'operator.log': { paramsTuple?: []; params?: {} }
    'operator.create': { paramsTuple?: []; params?: {} }
    'operator.show': { paramsTuple: [ParamValue]; params: {'code': ParamValue} }
    'operator.suspend.ask': { paramsTuple: [ParamValue]; params: {'code': ParamValue} }
    'operator.module.ask': { paramsTuple: [ParamValue,ParamValue]; params: {'code': ParamValue,'module': ParamValue} }
    'front_door.municipality': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accessibility': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.code': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.dashboard': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.recovery_codes': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.password': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.temporary_password': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.modules.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.modules.disable': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.settings': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.municipality.edit': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'staff.fields.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.fields.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.choose': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.edit': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.preview': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.archive': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.reports.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.reports.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.documents.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.documents.open': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'document': ParamValue} }
    'staff.privacy.kept': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.deletions': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.privacy.mode': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.persons.show': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.erase': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.audit.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'inquiry': ParamValue} }
    'staff.exchange.keys': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.series': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.file': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.texts.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.texts.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'texts': ParamValue} }
    'staff.mail_texts.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.mail_texts.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'template': ParamValue} }
    'staff.mail.index': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.mail.show': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'message': ParamValue} }
  }
  POST: {
    'reservation.hold.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.hold.give_up': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.check': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.confirm.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'token': ParamValue} }
    'reservation.look_up.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.change.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue,'slot': ParamValue} }
    'reservation.cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'pass': ParamValue} }
    'reservation.waitlist.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.look_up.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.waitlist.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'entry': ParamValue} }
    'reservation.move.accept': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.move.decline': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'move': ParamValue} }
    'reservation.staff.visits.sheet': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.proxy': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'slot': ParamValue} }
    'reservation.staff.reservations.search': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.reservations.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.arrival': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.arrival.undo': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.handling': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.check_in.find': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.check_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.calls.next': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.calls.again': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'call': ParamValue} }
    'reservation.staff.walk_ins.record': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.walk_in.cancel.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue,'walk_in': ParamValue} }
    'reservation.staff.proxy_change.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue,'slot': ParamValue} }
    'reservation.staff.proxy_cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reservation': ParamValue} }
    'reservation.staff.procedure_types.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.procedure_types.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'procedure_type': ParamValue} }
    'reservation.staff.rules.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'reservation.staff.schedule.bulk.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.publish.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.schedule.hours': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.exclusions': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.hours.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'hours': ParamValue} }
    'reservation.staff.schedule.exclusions.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'exclusion': ParamValue} }
    'reservation.staff.schedule.closed_days': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.schedule.day.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue} }
    'reservation.staff.schedule.slot': { paramsTuple: [ParamValue,ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue,'day': ParamValue,'slot': ParamValue} }
    'reservation.staff.schedule.end.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'schedule': ParamValue} }
    'reservation.staff.closures.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'reservation.staff.closure.offer': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.reopen': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue} }
    'reservation.staff.closure.accept': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue,'party': ParamValue} }
    'reservation.staff.closure.decline': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'closure': ParamValue,'party': ParamValue} }
    'accounts.sign_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.sign_out': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.details.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.password.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.ask_to_register.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.register.check': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.register.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'registration': ParamValue} }
    'accounts.forgotten.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.reset.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'reset': ParamValue} }
    'accounts.staff.issue.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.import.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'accounts.staff.suspend': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.resume': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.reissue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'accounts.staff.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'account': ParamValue} }
    'card-progress.staff.entry.find': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards.register': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.cards.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.card.record': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.cancel.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.card.reissue.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'card': ParamValue} }
    'card-progress.staff.bulk.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.bulk.results': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'bulk_action': ParamValue} }
    'card-progress.staff.batches.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.transfers.send': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.transfers.receive': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_takes.open': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.stock_take.scan': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.stock_take.close': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.stock_take.export': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'stock_take': ParamValue} }
    'card-progress.staff.follow_ups.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposals.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.disposal.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.disposal.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'disposal': ParamValue} }
    'card-progress.staff.statuses.save': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'card-progress.staff.rules.save': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.search': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns.replace': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.towns.use_shipped': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.imports.take': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.import.check': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.write': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.import.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'import': ParamValue} }
    'resident-registry.staff.link_codes.issue': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'resident-registry.staff.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.standing.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue,'change': ParamValue} }
    'resident-registry.staff.link_code.issue': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'resident-registry.staff.link_code.replace': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'resident': ParamValue} }
    'printing.staff.print.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.resume': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.sending': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.print.addresses': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'print': ParamValue} }
    'printing.staff.labels.print': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.letters.print': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wordings.create': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.wording.save': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.wording.archive': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'wording': ParamValue} }
    'printing.staff.substitute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.substitute.remove': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.font': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.font.remove': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.sheet': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.printer': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'printing.staff.sheet.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'sheet': ParamValue} }
    'printing.staff.printer.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'printer': ParamValue} }
    'operator.sign_in.execute': { paramsTuple?: []; params?: {} }
    'operator.sign_out': { paramsTuple?: []; params?: {} }
    'operator.set_up.execute': { paramsTuple?: []; params?: {} }
    'operator.store': { paramsTuple?: []; params?: {} }
    'operator.suspend': { paramsTuple: [ParamValue,ParamValue]; params: {'code': ParamValue,'change': ParamValue} }
    'operator.module': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'code': ParamValue,'module': ParamValue,'change': ParamValue} }
    'staff.sign_in.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_in.code.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.sign_out': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.password.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.enrol': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.second_factor.remove': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions.update': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.permissions.reset': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.review.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.members.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.password.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.unlock': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.members.second_factor.reset': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'member': ParamValue} }
    'staff.modules.enable': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.modules.disable.execute': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.settings.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'module': ParamValue} }
    'staff.municipality.update': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.counters.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'counter': ParamValue} }
    'staff.fields.move': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue} }
    'staff.fields.check': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.save': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.archive.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.fields.restore': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'subject': ParamValue,'field': ParamValue} }
    'staff.reports.pdf': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.reports.csv': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'report': ParamValue} }
    'staff.documents.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'document': ParamValue} }
    'staff.privacy.mode.execute': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.persons.pdf': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.csv': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.persons.erase.execute': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'municipality': ParamValue,'kind': ParamValue,'person': ParamValue} }
    'staff.audit.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.notices.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'notice': ParamValue} }
    'staff.inquiries.export': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.store': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.inquiries.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'inquiry': ParamValue} }
    'staff.exchange.keys.make': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.keys.trust': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.receive': { paramsTuple: [ParamValue]; params: {'municipality': ParamValue} }
    'staff.exchange.send': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.series.start': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'feed': ParamValue} }
    'staff.exchange.file.download': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.exchange.file.read': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.exchange.file.mend': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'exchange_file': ParamValue} }
    'staff.texts.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'texts': ParamValue} }
    'staff.mail_texts.update': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'template': ParamValue} }
    'staff.mail.retry': { paramsTuple: [ParamValue,ParamValue]; params: {'municipality': ParamValue,'message': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}