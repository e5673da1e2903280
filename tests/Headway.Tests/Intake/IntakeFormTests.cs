using Headway.Domain;
using Headway.Domain.Intake;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Intake;

public sealed class IntakeFormTests
{
    private static readonly IntakeForm Starter = new(new ServiceId(1),
    [
        new IntakeField(1, "start-date", FieldType.Date, "First day") { Required = true },
        new IntakeField(2, "phone", FieldType.YesNo, "Needs a phone"),
        new IntakeField(3, "model", FieldType.OneOf, "Model")
        {
            Required = true, When = new ShownWhen("phone", "yes"),
            Choices = [new FieldChoice(31, "desk", "Desk phone"), new FieldChoice(32, "mobile", "Mobile", "Handy"), new FieldChoice(33, "pager", "Pager", Retired: true)],
        },
        new IntakeField(4, "contract", FieldType.YesNo, "With a data plan") { When = new ShownWhen("model", "mobile") },
        new IntakeField(5, "rights", FieldType.SeveralOf, "Access to") { Choices = [new FieldChoice(51, "erp", "ERP"), new FieldChoice(52, "crm", "CRM")] },
        new IntakeField(6, "screens", FieldType.Number, "Screens") { Low = 1, High = 3 },
        new IntakeField(7, "cost-centre", FieldType.ShortText, "Cost centre") { ForCustomer = false, Required = true },
        new IntakeField(8, "old", FieldType.LongText, "Old question") { Retired = true, Required = true },
    ]);

    [Fact]
    public void Read_WhenEverythingIsAnswered_HasTypedValues()
    {
        var read = Starter.Read(Said(("start-date", "2026-12-01"), ("phone", "yes"), ("model", "mobile"), ("contract", "no"), ("rights", "crm,erp"), ("screens", "2,50"), ("cost-centre", " 5210 ")), byCustomer: false);

        read.Refused(binds: true).ShouldBeNull();
        read.Values.ToDictionary(one => one.Key, one => one.Value.Said).ShouldBe(new Dictionary<string, string>
        {
            ["start-date"] = "2026-12-01", ["phone"] = "yes", ["model"] = "mobile", ["contract"] = "no", ["rights"] = "erp,crm", ["screens"] = "2.5", ["cost-centre"] = "5210",
        });
        read.Values["model"].Choices.ShouldHaveSingleItem().In("de").ShouldBe("Handy");
        read.Values["contract"].Yes.ShouldBe(false);
    }

    [Fact]
    public void Read_WhenAConditionDoesNotHold_KeepsNothingOfWhatItHides()
    {
        var read = Starter.Read(Said(("start-date", "2026-12-01"), ("phone", "no"), ("model", "mobile"), ("contract", "yes")), byCustomer: true);

        read.Values.Keys.ShouldBe(["start-date", "phone"]);
        read.Missing.ShouldBeEmpty("what is hidden is not needed");
        read.Asked.ShouldNotContain("model");
        read.Asked.ShouldNotContain("contract", "it depends on what is hidden");
    }

    [Fact]
    public void Read_WhenSomethingNeededIsMissing_BindsOnlyWhoeverMustAnswer()
    {
        var read = Starter.Read(Said(("phone", "yes")), byCustomer: true);

        read.Missing.Select(field => field.Key).ShouldBe(["start-date", "model"], "customers are not asked the cost centre, and nobody what was retired");
        read.Refused(binds: true).ShouldBe(AnswerRefusals.Missing);
        read.Refused(binds: false).ShouldBeNull();
        Starter.Read(Said(), byCustomer: false).Missing.Select(field => field.Key).ShouldBe(["start-date", "cost-centre"]);
    }

    [Theory]
    [InlineData("start-date", "1.12.2026", "answer.no-day")]
    [InlineData("start-date", "2026-02-30", "answer.no-day")]
    [InlineData("phone", "perhaps", "answer.not-yes-or-no")]
    [InlineData("model", "satellite", "answer.choice-unknown")]
    [InlineData("model", "pager", "answer.choice-unknown")]
    [InlineData("model", "desk,mobile", "answer.one-only")]
    [InlineData("rights", "erp,everything", "answer.choice-unknown")]
    [InlineData("screens", "two", "answer.no-number")]
    [InlineData("screens", "2.00001", "answer.no-number")]
    [InlineData("screens", "1e2", "answer.no-number")]
    [InlineData("screens", "0", "answer.out-of-bounds")]
    [InlineData("screens", "3.1", "answer.out-of-bounds")]
    [InlineData("cost-centre", "a,b", "answer.one-only")]
    public void Read_WhenAnAnswerCanNotBe_SaysWhyBesideItsField(string key, string said, string code)
    {
        var read = Starter.Read(Said(("phone", "yes"), (key, said)), byCustomer: false);

        read.Faults.Keys.ShouldBe([key]);
        read.Faults[key].Code.ShouldBe(code);
        read.Refused(binds: false)!.Code.ShouldBe(code);
    }

    [Fact]
    public void Read_WhenWordsAreTooLong_SaysSo()
    {
        Starter.Read(Said(("cost-centre", new string('x', IntakeField.LongestShort))), byCustomer: false).Faults.ShouldBeEmpty();
        Starter.Read(Said(("cost-centre", new string('x', IntakeField.LongestShort + 1))), byCustomer: false).Faults["cost-centre"].Code.ShouldBe("answer.too-long");
    }

    [Fact]
    public void Over_WhenSomeStands_KeepsWhatIsNotNamedAndWhatMayNoLongerBeChosen()
    {
        var stands = new Dictionary<string, FieldValue>
        {
            ["phone"] = new("yes") { Yes = true }, ["model"] = new("pager") { Choices = [Starter.Fields[2].Choices[2]] }, ["screens"] = new("9"),
        };

        var same = Starter.Over(stands, Said(("start-date", "2026-12-01")), byCustomer: false);
        same.Faults.ShouldBeEmpty("what stands is never refused");
        same.Values.Keys.ShouldBe(["start-date", "phone", "model", "screens"]);

        Starter.Over(stands, Said(("screens", "")), byCustomer: false).Values.Keys.ShouldBe(["phone", "model"]);
        Starter.Over(stands, Said(("phone", "no")), byCustomer: false).Values.Keys.ShouldBe(["phone", "screens"]);
        Starter.Over(stands, Said(("screens", "8")), byCustomer: false).Faults.Keys.ShouldBe(["screens"]);
    }

    [Theory]
    [InlineData("2.5", 25_000L)]
    [InlineData("-1", -10_000L)]
    [InlineData("1970-01-03", 2L)]
    [InlineData("K2-17", null)]
    [InlineData(null, null)]
    public void Amount_OfWhatWasTyped_CanBeCompared(string? said, long? amount) => FieldValue.Amount(said).ShouldBe(amount);

    [Fact]
    public void Day_WhenTyped_IsTheDayItSays() => FieldValue.Day("2026-12-01").ShouldBe(new LocalDate(2026, 12, 1));

    // Several answers to one field have a comma between.
    private static Dictionary<string, IReadOnlyList<string>> Said(params (string Key, string Value)[] said) =>
        said.GroupBy(one => one.Key).ToDictionary(one => one.Key, one => (IReadOnlyList<string>)(one.Key == "screens" ? [one.Last().Value] : one.Last().Value.Split(',')));
}
