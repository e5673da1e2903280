using Headway.Domain;

namespace Headway.Application.People;

public static class PeopleRefusals
{
    public static readonly Refusal AbsencePast = new(RefusalKind.Invalid, "absence.past", "An absence ends after it begins, and lies ahead.");
    public static readonly Refusal AbsenceTooLong = new(RefusalKind.Invalid, "absence.too-long", "An absence lasts at most 400 days. Somebody who is away for longer is deactivated.");
    public static readonly Refusal AbsenceUnknown = new(RefusalKind.NotFound, "absence.unknown", "There is no such absence, or it is over.");
    public static readonly Refusal AbsenceDate = new(RefusalKind.Invalid, "absence.date", "Say from which day to which; times of day are written like 14:30.");
    public static readonly Refusal AbsenceSubstitute = new(RefusalKind.Invalid, "absence.substitute", "Only a colleague of one of the same teams stands in: choose one, or leave it open.");
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "people.unknown", "There is no such person.");
    public static readonly Refusal EmailInvalid = new(RefusalKind.Invalid, "people.email-invalid", "That is not an e-mail address. Write it like name@example.org.");
    public static readonly Refusal EmailTaken = new(RefusalKind.Conflict, "people.email-taken", "Somebody with this address is known already. Open that person instead.");
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "people.name-missing", "Say the person's name, with at most 200 characters.");
    public static readonly Refusal TextTooLong = new(RefusalKind.Invalid, "people.text-too-long", "One of the fields is too long. Keep each under 200 characters, the signature and notes under 2,000.");
    public static readonly Refusal RoleUnknown = new(RefusalKind.Invalid, "people.role-unknown", "There is no such role. Choose agent, lead, manager or administrator.");
    public static readonly Refusal RoleOfCustomer = new(RefusalKind.Conflict, "people.customer-role", "Customers and staff are kept apart: invite the person as staff with another address.");
    public static readonly Refusal OwnRole = new(RefusalKind.Conflict, "people.own-role", "Nobody changes their own role or disables themselves. Ask another administrator.");
    public static readonly Refusal LastAdministrator = new(RefusalKind.Conflict, "people.last-administrator", "This is the last administrator. Make somebody else one first.");
    public static readonly Refusal TeamUnknown = new(RefusalKind.Invalid, "people.team-unknown", "There is no such team.");
    public static readonly Refusal OrganisationUnknown = new(RefusalKind.Invalid, "people.organisation-unknown", "There is no such organisation.");
    public static readonly Refusal ManagerUnknown = new(RefusalKind.Invalid, "people.manager-unknown", "Nobody else here has that address. Enter the manager as a person first, or leave the field open.");
    public static readonly Refusal AssistantUnknown = new(RefusalKind.Invalid, "people.assistant-unknown", "Nobody else here has that address. Enter the assistant as a person first, or leave the field open.");
    public static readonly Refusal OrganisationNameMissing = new(RefusalKind.Invalid, "people.organisation-name", "Name the organisation, with at most 200 characters.");
    public static readonly Refusal OrganisationTaken = new(RefusalKind.Conflict, "people.organisation-taken", "There is an organisation of that name already.");
    public static readonly Refusal ZoneUnknown = new(RefusalKind.Invalid, "people.zone-unknown", "There is no such time zone. Write it like Europe/Berlin.");
    public static readonly Refusal LanguageUnknown = new(RefusalKind.Invalid, "people.language-unknown", "Headway speaks en and de. Choose one of them.");
    public static readonly Refusal ReachHours = new(RefusalKind.Invalid, "people.reach-hours", "Give both hours, like 09:00 and 12:00, the earlier first; or leave both open.");
    public static readonly Refusal KeyTwice = new(RefusalKind.Invalid, "people.key-twice", "Two acts share one key. Give each a key of its own; an empty field keeps the shipped one.");
    public static readonly Refusal Inactive = new(RefusalKind.Conflict, "people.inactive", "This person is disabled. Enable them first.");
    public static readonly Refusal EraseActive = new(RefusalKind.Conflict, "people.erase-active", "This person still comes in. Deactivate them first; their tickets go back to their teams.");
    public static readonly Refusal EraseOpen = new(RefusalKind.Conflict, "people.erase-open", "They have open tickets. Close those first: nobody can work on words that are gone.");
    public static readonly Refusal EraseUnsure = new(RefusalKind.Invalid, "people.erase-unsure", "Tick that you know it can't be undone.");
    public static readonly Refusal ImportEmpty = new(RefusalKind.Invalid, "people.import-empty", "No people were found. The first line names the columns: email, name, and what else you have.");
    public static readonly Refusal ImportHeading = new(RefusalKind.Invalid, "people.import-heading", "The first line must name the columns, and one of them must be email. Known: email, name, role, team, organisation, phone, department, place, zone, language, vip, manager, assistant.");
    public static readonly Refusal ImportMalformed = new(RefusalKind.Invalid, "people.import-malformed", "This is no table that can be read. Save it as CSV again.");
    public static readonly Refusal ImportTwice = new(RefusalKind.Conflict, "people.import-twice", "This address stands in the file twice. The first line counts.");
    public static readonly Refusal ImportTooLong = new(RefusalKind.Invalid, "people.import-too-long", "At most 20,000 people at once: split the file.");
    public static readonly Refusal TenantUnknown = new(RefusalKind.NotFound, "people.tenant-unknown", "There is no such tenant, or you were given no role in it.");
}
