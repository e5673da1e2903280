using System.Collections.Immutable;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>Wednesday 24 March 2027, 10:12; 24 business hours ahead is Monday 29 March, 10:12.</summary>
public sealed class PredictTests
{
    private static readonly LocalDateTime Now = new(2027, 3, 24, 10, 12);

    private static readonly LocalDateTime Limit = new(2027, 3, 29, 10, 12);

    private static TouchDraft Note(string text) => new(TouchAct.Note, Now) { NoteText = text, NextActionLimit = Limit };

    private static TouchDraft Reply(string text) => new(TouchAct.Reply, Now) { ReplyText = text, NextActionLimit = Limit };

    private static UsualNext Habit(StatusCode from, TouchAct act, params (StatusCode Status, int Times)[] counts) =>
        new(UsualNext.None.Counts.Add((from, act), counts.ToImmutableDictionary(c => c.Status, c => c.Times)));

    [Fact]
    public void Next_WhenTheMacroSays_PutsItBeforeEverything()
    {
        var draft = Reply("Which port?") with { MacroStatus = StatusCode.AwaitApproval, InterruptOpen = true, Underlying = StatusCode.AwaitSupplier };
        var prediction = Predict.Next(draft);
        prediction.Status.ShouldBe(StatusCode.AwaitApproval);
        prediction.Rule.ShouldBe("macro");
        prediction.Alternatives.ShouldBe([StatusCode.AwaitSupplier, StatusCode.AwaitCustomer]);
    }

    [Fact]
    public void Next_WhenAnInterruptIsOpen_GoesBackToWhatLiesBeneathWithItsDue()
    {
        var prediction = Predict.Next(Reply("Which port?") with { From = StatusCode.CustomerUpdated, InterruptOpen = true, Underlying = StatusCode.AwaitSupplier });
        prediction.Status.ShouldBe(StatusCode.AwaitSupplier);
        prediction.KeepsDue.ShouldBeTrue();
        prediction.Rule.ShouldBe("beneath-interrupt");
    }

    [Fact]
    public void Next_WhenTheCustomerAnsweredAfterSilence_CountsNoFurtherAttempt()
    {
        var answered = Reply("") with { From = StatusCode.CustomerUpdated, InterruptOpen = true, Underlying = StatusCode.CustomerSilent, Attempts = 1 };
        Predict.Next(answered).Status.ShouldBe(StatusCode.InProgress);
        Predict.Next(answered with { ReplyText = "Please try gateway 1, it should work now." }).Status.ShouldBe(StatusCode.CustomerTesting);
    }

    [Fact]
    public void Next_WhenNothingLiesBeneathTheInterrupt_ReadsTheWords() =>
        Predict.Next(Reply("Which port?") with { From = StatusCode.CustomerUpdated, InterruptOpen = true }).Status.ShouldBe(StatusCode.AwaitCustomer);

    [Theory]
    [InlineData("NEW")]
    [InlineData("ASSIGNED")]
    public void Next_WhenTheBaseBeneathWasNeverTouched_ReadsTheWords(string underlying) =>
        Predict.Next(Reply("Please try again.") with { From = StatusCode.CustomerUpdated, InterruptOpen = true, Underlying = new StatusCode(underlying) })
            .Status.ShouldBe(StatusCode.CustomerTesting);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Next_WhenNobodyTookTheCall_CountsTheAttemptAndOffersATime(int before)
    {
        var prediction = Predict.Next(new TouchDraft(TouchAct.CallUnanswered, Now) { Attempts = before, NoteText = "Mailbox, will call again tomorrow at 9" });
        prediction.Status.ShouldBe(StatusCode.CustomerSilent);
        prediction.Attempt.ShouldBe(before + 1);
        prediction.OffersTime.ShouldBeTrue();
    }

    [Fact]
    public void Next_WhenNobodyTookTheCallDuringAnInterrupt_StillOffersATime()
    {
        var prediction = Predict.Next(new TouchDraft(TouchAct.CallUnanswered, Now) { From = StatusCode.Chased, InterruptOpen = true, Underlying = StatusCode.AwaitChange });
        prediction.Status.ShouldBe(StatusCode.AwaitChange);
        prediction.OffersTime.ShouldBeTrue();
        prediction.Alternatives[0].ShouldBe(StatusCode.CustomerSilent);
    }

    [Fact]
    public void Next_WhenASupplierIsNamedWithoutADate_AsksForTheEta()
    {
        var prediction = Predict.Next(Note("Logged with Acme Print, case 4711.") with { SupplierNames = ["ACME Print"] });
        prediction.Status.ShouldBe(StatusCode.AwaitSupplier);
        prediction.AsksEta.ShouldBeTrue();
        prediction.Words.ShouldBe(["Acme Print"]);
    }

    [Fact]
    public void Next_WhenTheSupplierGaveADate_TakesItAsTheEta()
    {
        var prediction = Predict.Next(Note("Acme Print delivers on Friday at 11.") with { SupplierNames = ["Acme Print"] });
        prediction.AsksEta.ShouldBeFalse();
        prediction.Date.ShouldBe(new LocalDateTime(2027, 3, 26, 11, 0));
    }

    [Theory]
    [InlineData("Swap the dock tomorrow at 14:00", "2027-03-25T14:00")]
    [InlineData("Will look at the log on Thursday", "2027-03-25T09:00")]
    [InlineData("Am Freitag um 11 vor Ort", "2027-03-26T11:00")]
    [InlineData("Morgen früh Kabel tauschen", "2027-03-25T09:00")]
    [InlineData("Check again in two hours", "2027-03-24T12:12")]
    [InlineData("Monday 9:30 with the building team", "2027-03-29T09:30")]
    public void Next_WhenANoteNamesADateAtHand_PlansTheNextAction(string text, string at)
    {
        var prediction = Predict.Next(Note(text));
        prediction.Status.ShouldBe(StatusCode.NextAction);
        prediction.Date.ShouldBe(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm").Parse(at).Value);
        prediction.Rule.ShouldBe("date-in-note");
    }

    [Theory]
    [InlineData("Room is closed, go there on 30 March", "date-far-ahead")]
    [InlineData("Umzug am 12.4., danach anschließen", "date-far-ahead")]
    [InlineData("Customer is on leave, back on Friday", "customer-wants-later")]
    [InlineData("She wants it after Thursday", "customer-wants-later")]
    [InlineData("Kundin möchte das erst am Freitag", "customer-wants-later")]
    [InlineData("Anwender im Urlaub bis Freitag", "customer-wants-later")]
    public void Next_WhenTheDateIsFarOrTheCustomerWantsItLater_Defers(string text, string rule)
    {
        var prediction = Predict.Next(Note(text));
        prediction.Status.ShouldBe(StatusCode.Deferred, prediction.Rule);
        prediction.Rule.ShouldBe(rule);
        prediction.Date.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Called since Monday, printer failed on Tuesday")]
    [InlineData("Version 4.30.3 installed")]
    [InlineData("War am Montag ausgefallen")]
    public void Next_WhenTheDatesOfANoteArePast_GoesOnWorking(string text) => Predict.Next(Note(text)).Status.ShouldBe(StatusCode.InProgress);

    [Fact]
    public void Next_WhenTheReplyPromisesADate_PlansTheNextActionThen()
    {
        var prediction = Predict.Next(Reply("I look into it and tell you tomorrow afternoon what is possible."));
        prediction.Status.ShouldBe(StatusCode.NextAction);
        prediction.Rule.ShouldBe("date-in-reply");
        prediction.Date.ShouldBe(new LocalDateTime(2027, 3, 25, 14, 0));
    }

    [Theory]
    [InlineData("Asked the department head for approval.", "AWAIT_APPROVAL")]
    [InlineData("A new mailbox needs a yes from your department head, I have just put your reason in.", "AWAIT_APPROVAL")]
    [InlineData("Freigabe bei der Leitung angefragt.", "AWAIT_APPROVAL")]
    [InlineData("Die Leitung muss noch zustimmen.", "AWAIT_APPROVAL")]
    [InlineData("The replacement display is on order.", "AWAIT_DELIVERY")]
    [InlineData("Ein gleiches Gerät ist bestellt und für Dienstag angekündigt.", "AWAIT_DELIVERY")]
    [InlineData("Once it is approved we go on.", "IN_PROGRESS")]
    [InlineData("The part has not been ordered.", "IN_PROGRESS")]
    public void Next_WhenSomebodyElseMustActFirst_WaitsForThem(string text, string status)
    {
        Predict.Next(Note(text)).Status.ShouldBe(new StatusCode(status));
        Predict.Next(Reply(text)).Status.ShouldBe(new StatusCode(status));
    }

    [Fact]
    public void Next_WhenADeliveryIsAnnounced_TakesItsDayAsTheEta()
    {
        var prediction = Predict.Next(Note("Ersatzgerät ist bestellt, kommt am Freitag."));
        prediction.Rule.ShouldBe("on-order");
        prediction.Date.ShouldBe(new LocalDateTime(2027, 3, 26, 9, 0));
        prediction.AsksEta.ShouldBeFalse();
    }

    [Fact]
    public void Next_WhenTheWordsSayNothing_FollowsTheTeamsHabit()
    {
        var usual = Habit(StatusCode.New, TouchAct.Note, (StatusCode.AwaitApproval, 12), (StatusCode.InProgress, 5), (StatusCode.AwaitCustomer, 2), (StatusCode.Resolved, 40));
        var prediction = Predict.Next(Note("Looked at it.") with { Usual = usual });
        prediction.Status.ShouldBe(StatusCode.AwaitApproval);
        prediction.Rule.ShouldBe("team-habit");
        (prediction.Times, prediction.OutOf).ShouldBe((12, 19));
        prediction.Alternatives.ShouldBe([StatusCode.InProgress, StatusCode.AwaitCustomer]);
    }

    [Fact]
    public void Next_WhenTwoHabitsAreEqual_AlwaysTakesTheSame()
    {
        var one = Habit(StatusCode.New, TouchAct.Note, (StatusCode.NextAction, 3), (StatusCode.AwaitChange, 3));
        var other = Habit(StatusCode.New, TouchAct.Note, (StatusCode.AwaitChange, 3), (StatusCode.NextAction, 3));
        Predict.Next(Note("x") with { Usual = one }).Status.ShouldBe(Predict.Next(Note("x") with { Usual = other }).Status);
    }

    [Fact]
    public void Next_WhenTheHabitBelongsToAnotherActOrSituation_LeavesItAside()
    {
        var usual = Habit(StatusCode.New, TouchAct.Reply, (StatusCode.AwaitApproval, 12));
        Predict.Next(Note("Looked at it.") with { Usual = usual }).Status.ShouldBe(StatusCode.InProgress);
        Predict.Next(Reply("Looked at it.") with { Usual = usual, From = StatusCode.AwaitChange }).Status.ShouldBe(StatusCode.InProgress);
    }

    [Fact]
    public void Next_WhenNothingIsKnown_GoesOnWorking()
    {
        var prediction = Predict.Next(new TouchDraft(TouchAct.CallReached, Now));
        prediction.Status.ShouldBe(StatusCode.InProgress);
        prediction.Rule.ShouldBe("work-goes-on");
        prediction.Alternatives.ShouldBe([StatusCode.AwaitCustomer, StatusCode.NextAction]);
    }
}
