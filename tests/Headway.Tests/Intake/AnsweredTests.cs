using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Intake;

/// <summary>What a field holds is folded from facts, as tags and categories are.</summary>
public sealed class AnsweredTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void Fold_WhenAFieldIsAnsweredAgainAndTakenAway_HoldsTheLast()
    {
        var state = Fold(new FieldAnswered(7, Yes: true), new FieldAnswered(8, Choices: [81, 82]), new FieldAnswered(7, Yes: false), new FieldAnswered(9, Text: new TextId(900)), new FieldAnswered(9));

        state.Answers.Keys.Order().ShouldBe([7L, 8L]);
        state.Answers[7].Yes.ShouldBe(false);
        state.Answers[8].ShouldBe(new FieldAnswered(8, Choices: [81, 82]));
        new FieldAnswered(8, Choices: [82, 81]).ShouldNotBe(state.Answers[8]);
    }

    [Fact]
    public void Fold_WhenTheActIsTakenBack_IsAsItWas()
    {
        Recorded<TicketFact>[] ledger = [Recorded(1, Opened), Recorded(2, new FieldAnswered(7, Yes: true)), Recorded(3, new FieldAnswered(7, Yes: false)), Recorded(4, new Withdrawn(3, 3))];

        TicketFold.Of(new TicketKey(1), ledger).Answers[7].Yes.ShouldBe(true);
    }

    [Fact]
    public void Annotate_WhenItIsSoAlready_RecordsNothing()
    {
        var state = Fold(new FieldAnswered(8, Choices: [81]));
        var rules = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Rules;

        Decision Said(FieldAnswered fact) => new Annotate(Actor.Staff(new PersonId(2)), [fact]).Decide(rules, state, At).Value;

        Should.NotThrow(() => Said(new FieldAnswered(8, Choices: [81]))).AlreadySo.ShouldBeTrue();
        Said(new FieldAnswered(9)).AlreadySo.ShouldBeTrue("nothing was there to take away");
    }

    private static readonly TicketOpened Opened = new(TicketType.Request, Domain.Statuses.Priority.P3, new TeamId(1), new PersonId(100), new ServiceId(5), Channel.Portal, null, null);

    private static Recorded<TicketFact> Recorded(int seq, TicketFact fact) => new(seq, At, Actor.Staff(new PersonId(2)), fact);

    private static TicketState Fold(params TicketFact[] facts) => TicketFold.Of(new TicketKey(1), [Recorded(1, Opened), .. facts.Select((fact, i) => Recorded(i + 2, fact))]);
}
