using Headway.Domain;
using Headway.Domain.Intake;
using Shouldly;
using Xunit;

namespace Headway.Tests.Intake;

public sealed class CheckFormTests
{
    private static readonly FieldChoice[] Two = [new(1, "a", "A"), new(2, "b", "B")];

    private static readonly IntakeField Phone = new(1, "phone", FieldType.YesNo, "Needs a phone"), Place = new(2, "place", FieldType.OneOf, "Place") { Choices = Two };

    [Fact]
    public void Check_WhenAllCanBeAsked_FindsNothing() => Check(
        Phone, Place, new IntakeField(3, "screens", FieldType.Number, "Screens") { Low = 1, High = 1, When = new ShownWhen("place", "b") }, Text("note") with { When = new ShownWhen("phone", "no") }).ShouldBeNull();

    [Fact]
    public void Check_OfKeysAndLabels_SaysWhichAreNone()
    {
        Check(Text("x"), Text("x")).ShouldBe("form.key-taken");
        Check(Text("x"), Text("x") with { Retired = true }).ShouldBe("form.key-taken", "a retired field keeps its name");
        Check(Text("X")).ShouldBe("form.key-malformed");
        Check(Text("1a")).ShouldBe("form.key-malformed");
        Check(Text(new string('a', 41))).ShouldBe("form.key-malformed");
        Check(Text("x") with { Label = " " }).ShouldBe("form.label-missing");
        Check(Text("x") with { HelpDe = new string('h', IntakeField.LongestHelp + 1) }).ShouldBe("form.label-missing");
        Check([.. Enumerable.Range(0, IntakeForm.MostFields + 1).Select(i => Text($"f{i}"))]).ShouldBe("form.too-many");
    }

    [Fact]
    public void Check_OfBoundsAndChoices_SaysWhatCanNotBe()
    {
        Check(Text("x") with { High = 3 }).ShouldBe("form.bounds-pointless");
        Check(new IntakeField(1, "x", FieldType.Number, "X") { Low = 2, High = 1 }).ShouldBe("form.bounds-crossed");
        Check(Place with { Choices = [] }).ShouldBe("form.choices-missing");
        Check(Place with { Choices = [Two[0] with { Retired = true }] }).ShouldBe("form.choices-missing");
        Check(Text("x") with { Choices = Two }).ShouldBe("form.choices-pointless");
        Check(Place with { Choices = [Two[0], Two[1] with { Label = "" }] }).ShouldBe("form.choice-malformed");
        Check(Place with { Choices = [Two[0], Two[1] with { Label = "a" }] }).ShouldBe("form.choice-twice");
    }

    [Fact]
    public void Check_OfConditions_TakesOnlyWhatIsAskedBeforeAndCanBeAnswered()
    {
        var after = Text("x") with { When = new ShownWhen("phone", "yes") };
        Check(after, Phone).ShouldBe("form.condition-later");
        Check(after).ShouldBe("form.condition-unknown");
        Check(Phone with { Retired = true }, after).ShouldBe("form.condition-unknown");
        Check(Text("x") with { When = new ShownWhen("x", "yes") }).ShouldBe("form.condition-later", "nothing depends on itself");
        Check(Phone, after with { When = new ShownWhen("phone", "perhaps") }).ShouldBe("form.condition-value");
        Check(Place with { Choices = [Two[0], Two[1] with { Retired = true }] }, after with { When = new ShownWhen("place", "b") }).ShouldBe("form.condition-value");
        Check(Text("y"), after with { When = new ShownWhen("y", "words") }).ShouldBe("form.condition-value");
        Check(Phone with { ForCustomer = false }, after).ShouldBe("form.condition-hidden");
        Check(Phone with { ForCustomer = false }, after with { ForCustomer = false }).ShouldBeNull();
    }

    [Theory]
    [InlineData("First day", "first-day")]
    [InlineData("Größe & Maß (cm)", "grosse-mass-cm")]
    [InlineData("2nd screen?", "field-2nd-screen")]
    [InlineData("???", "field")]
    [InlineData("Taken", "taken-2")]
    public void KeyOf_ALabel_IsANameForPrograms(string label, string key) => CheckForm.KeyOf(label, ["taken"]).ShouldBe(key);

    private static IntakeField Text(string key) => new(9, key, FieldType.ShortText, "X");

    private static string? Check(params IntakeField[] fields) => CheckForm.Check(new IntakeForm(new ServiceId(1), fields))?.Code;
}
