using Headway.Application.Desk;
using Headway.Domain;
using Headway.Web.Settings;

namespace Headway.Web.Welcome;

/// <summary>A team of the third question: one there is already, or one to be made; with the people to invite, a line each.</summary>
public sealed record WelcomeTeam(long Id, string Name, string People, int Members);

/// <summary>Somebody who was invited just now, with the link for copying.</summary>
public sealed record WelcomeInvited(string Name, string Team, string Link);

/// <summary>A line that could not be invited.</summary>
public sealed record WelcomeRefused(string Line, Refusal Why);

/// <summary>
/// One of the five questions with what is known or was typed. <paramref name="Reached"/> is the question one has come to: those before it
/// can be gone back to.
/// </summary>
public sealed record WelcomeView(int Step, int Reached)
{
    public Refusal? Refused { get; init; }

    public DeskNamed? Desk { get; init; }

    public DeskHours? Hours { get; init; }

    public IReadOnlyList<WelcomeTeam> Teams { get; init; } = [];

    public IReadOnlyList<WelcomeInvited> Invited { get; init; } = [];

    public IReadOnlyList<WelcomeRefused> LeftOut { get; init; } = [];

    public bool MailNow { get; init; }

    public bool Mailed { get; init; }

    /// <summary>A password of the mail server is kept.</summary>
    public bool HasPassword { get; init; }

    public MailTyped? Mail { get; init; }

    public string Practice { get; init; } = WelcomePractice.First;
}

/// <summary>What can be practised with: the words are <c>welcome.practice-{topic}</c>, <c>…-subject</c> and <c>…-text</c>.</summary>
public static class WelcomePractice
{
    public const string First = "printer", None = "none";

    public static readonly IReadOnlyList<string> Topics = [First, "password", "starter"];
}
