using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>Every page of the settings, one line each. All are for staff; what a role may not do is refused by the use case.</summary>
public static class SettingsRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.ForStaff();
        SettingsPages.Map(staff);
        TeamPages.Map(staff);
        PeoplePages.Map(staff);
        PersonPages.Map(staff);
        ImportPages.Map(staff);
        OrganisationPages.Map(staff);
        SessionPages.Map(staff);
        SignOnPages.Map(staff);
        DeskNamePages.Map(staff);
        RunsPages.Map(staff);
        AutomationPages.Map(staff);
        NextStepPages.Map(staff);
        MailServerPages.Map(staff);
        MailboxPages.Map(staff);
        MailLogPages.Map(staff);
        MailOutPages.Map(staff);
        WebhookPages.Map(staff);
        RetentionPages.Map(staff);
        TrailPages.Map(staff);
        StatusPages.Map(staff);
        TargetPages.Map(staff);
        CalendarPages.Map(staff);
        OnCallPages.Map(staff);
        ServicePages.Map(staff);
        FormPages.Map(staff);
        SortingPages.Map(staff);
        ReplyPages.Map(staff);
    }
}
