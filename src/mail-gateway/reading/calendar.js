import ICAL from 'ical.js';

/**
 * What an invitation, a change, a cancellation or a reply says (iTIP); null when it can't be read. Instants are
 * milliseconds; a whole day begins at its midnight in UTC.
 * @param {string} text
 */
export function readCalendar(text) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    const event = calendar.getFirstSubcomponent('vevent');
    if (!event) return null;
    for (const zone of calendar.getAllSubcomponents('vtimezone')) {
      const id = zone.getFirstPropertyValue('tzid');
      if (typeof id === 'string') ICAL.TimezoneService.register(id, new ICAL.Timezone({ component: zone, tzid: id }));
    }
    const value = (name) => event.getFirstPropertyValue(name);
    const at = (name) => (value(name) instanceof ICAL.Time ? value(name).toUnixTime() * 1000 : null);
    return {
      method: String(calendar.getFirstPropertyValue('method') ?? '').toUpperCase() || null,
      uid: said(value('uid')),
      sequence: Number.isInteger(value('sequence')) ? value('sequence') : 0,
      recurrence: value('recurrence-id') ? String(value('recurrence-id')) : null,
      status: said(value('status')),
      summary: said(value('summary')),
      location: said(value('location')),
      stamp: at('dtstamp'),
      start: at('dtstart'),
      end: at('dtend'),
      organizer: mailbox(event.getFirstProperty('organizer')),
      attendees: event.getAllProperties('attendee').slice(0, 100).map((one) => ({
        address: mailbox(one),
        answer: String(one.getFirstParameter('partstat') ?? 'NEEDS-ACTION').toUpperCase(),
      })),
    };
  } catch {
    return null;
  } finally {
    ICAL.TimezoneService.reset();
  }
}

function mailbox(property) {
  const value = property?.getFirstValue();
  return typeof value === 'string' ? value.replace(/^mailto:/i, '').trim().slice(0, 254) : null;
}

function said(value) {
  return typeof value === 'string' && value !== '' ? value.slice(0, 1000) : null;
}
