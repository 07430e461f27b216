/** Which door leaves which fact: the one button beside a duty. Data. */
import { factDef } from '#facts/index.ts'
import { factsMeeting } from './act-rules.ts'
import type { ClauseText } from '#policy/pack.ts'

/** The door that writes down afterwards whatever a clerk may write down by hand. */
const BY_HAND = 'people.record-done'

/** Fact → the action that records it. Rooms' own doors; where a fact has several, the usual first. */
export const doorsOfFacts: Record<string, readonly string[]> = {
  'handover.signed': ['intake.sign-handover'],
  'intake.accepted': ['intake.accept', 'intake.receive'],
  'stay.extended': ['stay.extend'],
  'medical.screened': ['medical.screen'],
  'medical.hospitalised': ['medical.hospitalise'],
  'medical.identified-at-bedside': ['medical.identify-at-bedside'],
  'medical.fetched': ['medical.fetch-back'],
  'departure.left': ['departure.leave'],
  'departure.sent-home': ['departure.leave'],
  'departure.origin-told': ['departure.tell-origin'],
  'departure.raised': ['departure.raise'],
  'departure.raise-answered': ['departure.answer-raise'],
  'departure.return-planned': ['departure.plan-return'],
  'departure.plan-approved': ['departure.approve-plan'],
  'departure.origin-asked': ['departure.ask-origin'],
  'departure.escorts-named': ['departure.name-escorts'],
  'departure.handed-over': ['departure.sign-handover'],
  'departure.origin-refused': ['departure.record-origin-refusal'],
  'departure.relatives-checked': ['departure.check-relatives'],
  'origin.received': ['origin.receive'],
  'origin.family-visited': ['origin.record-visit'],
  'origin.hardship-reported': ['origin.report-hardship'],
  'origin.placed': ['origin.place'],
  'origin.register-restored': ['origin.restore-register'],
  'tracing.interviewed': ['tracing.record-interview'],
  'tracing.expert-consulted': ['tracing.record-opinion'],
  'staff.duty-named': ['tracing.name-officer'],
  'campaign.opened': ['tracing.open-campaign'],
  'tracing.notice-published': ['notices.publish', 'notices.draft'],
  'tracing.notice-renewed': ['notices.renew'],
  'tracing.notice-withdrawn': ['notices.withdraw'],
  'tracing.police-asked': ['identification.ask-police'],
  'tracing.dna-sampled': ['identification.record-sample'],
  'tracing.police-answered': ['identification.record-answer'],
  'tracing.raised': ['identification.raise'],
  'tracing.pushed-national': ['identification.push-national'],
  'tracing.face-compared': ['identification.record-face-comparison'],
  'entrusted.approved': ['entrusted.approve'],
  'entrusted.placed': ['entrusted.place'],
  'entrusted.health-reported': ['entrusted.report-health'],
  'entrusted.brought-back': ['entrusted.bring-back'],
  'institution.contact-named': ['institution.name-contact'],
  'institution.inspected': ['institution.start-inspection'],
  'open-day.held': ['institution.hold-open-day', BY_HAND],
  'inquiry.answered': ['inquiries.answer'],
  'settlement.file-checked': ['settlement.check-file'],
  'settlement.applied': ['settlement.apply', 'settlement.check-file'],
  'settlement.planned': ['settlement.plan'],
  'settlement.approved': ['settlement.record-approval'],
  'settlement.named': ['settlement.confirm-name'],
  'settlement.registered': ['settlement.register'],
  'settlement.placed': ['settlement.place'],
  'settlement.support-assessed': ['settlement.assess-support'],
  'settlement.support-granted': ['settlement.grant-support'],
  'follow-up.roster-sent': ['follow-up.send-rosters'],
  'follow-up.visited': ['follow-up.record-visit'],
  'follow-up.bureau-told': ['follow-up.tell-bureau'],
  'follow-up.found-again': ['follow-up.report-found-again'],
  'report.acknowledged': ['reports.acknowledge'],
  'report.on-scene': ['reports.arrive'],
  'report.reporter-answered': ['reports.answer-reporter'],
  'clue.police-told': ['reports.tell-police'],
  'referral.made': ['follow-up.refer'],
  'referral.answered': ['follow-up.answer-referral'],
  'police.abandonment-told': ['follow-up.tell-police'],
  'child.paired': ['pairing.pair'],
  'volunteer.checked': ['pairing.record-check'],
  'child.helper-named': ['helpers.name-helper'],
  'child.contacted': ['helpers.record-contact'],
  'child.parent-visited': ['helpers.record-visit'],
  'conference.held': [BY_HAND, 'network.record-meeting'],
  'child.blood-sampled': ['street-minors.sample-blood'],
  'child.dna-compared': ['street-minors.record-dna'],
  'child.guardian-disciplined': ['street-minors.discipline-guardian'],
  'tracing.guardian-searched': ['street-minors.search-guardian'],
  'child.assessed': ['assessment.start', 'assessment.conclude'],
  'child.census-registered': ['watching.register-census'],
  'child.plan-made': ['helping.make-plan'],
  'child.referred': ['helping.refer'],
  'child.enrolled': ['helping.enrol'],
  'child.taught': ['helping.teach'],
  'child.counselled': ['helping.counsel'],
  'child.work-helped': ['helping.help-work'],
  'child.legal-aid-given': ['helping.give-legal-aid'],
  'child.aid-granted': ['helping.grant-aid'],
  'child.parents-taught': ['helping.teach-parents'],
  'hazard.rectified': ['hazards.rectify'],
  'hazard.verified': ['hazards.verify'],
  'child.emergency-protected': ['guardianship.protect'],
  'child.temporary-guardianship-taken': ['guardianship.ask-temporary'],
  'child.placed': ['guardianship.place'],
  'child.placement-visited': ['guardianship.visit-placement'],
  'child.returned': ['guardianship.return'],
  'child.returned-visited': ['guardianship.visit-returned'],
  'child.handed-on': ['guardianship.hand-on'],
  'child.guardian-supervised': ['guardianship.supervise'],
}

/**
 * Doors that would meet a clause, the usual first, and the fact that they leave. A fact whose room has no door of its own is
 * written down by the hall's plain one, where its declaration opens it to that.
 */
export function doorsOf(clause: ClauseText | undefined): { fact: string; door: string }[] {
  if (!clause) return []
  return factsMeeting(clause).flatMap(({ fact }) => {
    const doors = doorsOfFacts[fact] ?? (factDef(fact)?.byHand ? [BY_HAND] : [])
    return doors.map((door) => ({ fact, door }))
  })
}
