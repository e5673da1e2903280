namespace Headway.Domain.Tickets;

/// <summary>The lines of a story that tell of appointments, lessons, help, approvals and feedback.</summary>
internal static class ContactStory
{
    public static StoryEntry? Tell(StoryEntry entry, TicketFact fact) => fact switch
    {
        SlotOffered f => entry with { Kind = StoryKind.TimesOffered, Due = f.Start, Person = f.With },
        AppointmentBooked f => entry with { Kind = StoryKind.Booked, Due = f.Start, Person = f.With },
        AppointmentTaken f => entry with { Kind = StoryKind.Booked, Person = f.With },
        AppointmentEnded f => entry with { Kind = StoryKind.AppointmentOver, Reason = f.Result.ToString() },
        LessonSent f => entry with { Kind = StoryKind.Lesson, Text = f.Text, Reason = f.Reason.ToString(), Person = f.Assigner, Team = f.RightTeam },
        NextTimeAsked f => entry with { Kind = StoryKind.Lesson, Text = f.Text, Reason = "NextTime" },
        HelpAsked f => entry with { Kind = StoryKind.HelpAsked, Text = f.Text, Team = f.Team, Person = f.Helper },
        RuleActed f => entry with { Kind = StoryKind.Rule, Reason = f.Rule.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        PlannedFor f => entry with { Kind = StoryKind.Planned, Due = f.Date },
        LinkFollowed f => entry with { Kind = StoryKind.LinkFollowed, Other = f.Other, Due = f.Date, Reason = f.Over ? "Over" : "Moved" },
        Weighed f => entry with { Kind = StoryKind.Weighed, Reason = $"{f.Impact}-{f.Urgency}" },
        FieldAnswered f => entry with { Kind = StoryKind.Answered, Answer = f, Text = f.Text },
        MergedInto f => entry with { Kind = StoryKind.MergedInto, Other = f.Into },
        TakenIn f => entry with { Kind = StoryKind.TakenIn, Other = f.From, Person = f.Requester },
        Unmerged => entry with { Kind = StoryKind.Unmerged },
        LetGo f => entry with { Kind = StoryKind.LetGo, Other = f.From },
        SplitOff f => entry with { Kind = StoryKind.SplitOff, Other = f.To, Attempt = f.Message },
        ApprovalAsked f => entry with { Kind = StoryKind.ApprovalAsked, Text = f.Text, Person = f.Approver },
        SubstituteAsked f => entry with { Kind = StoryKind.SubstituteAsked, Person = f.Person, Reason = f.Away ? "Away" : "Overdue" },
        ApprovalLapsed => entry with { Kind = StoryKind.ApprovalLapsed },
        ApprovalDecided f => entry with { Kind = StoryKind.ApprovalDecided, Text = f.Text, Reason = f.Approved ? "Approved" : "Declined" },
        ApprovalWithdrawn f => entry with { Kind = StoryKind.ApprovalWithdrawn, Text = f.Text },
        FeedbackGiven f => entry with { Kind = StoryKind.Feedback, Text = f.Text, Attempt = f.Score },
        Contributed f => entry with { Kind = StoryKind.Contribution, Text = f.Text },
        _ => null,
    };
}
