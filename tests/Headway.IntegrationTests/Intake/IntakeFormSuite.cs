using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Finding;
using Headway.Application.Intake;
using Headway.Application.People;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Rules;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Intake;

public sealed class IntakeFormsOnSqlite : IntakeFormSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class IntakeFormsOnPostgres : IntakeFormSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>A service's form is kept, asked, answered, found by and erased.</summary>
public abstract class IntakeFormSuite
{
    private static readonly FieldDraft[] Starter =
    [
        new("start-date", FieldType.Date, "First day") { LabelDe = "Erster Tag", Required = true },
        new(null, FieldType.YesNo, "Needs a phone"),
        new("model", FieldType.OneOf, "Model") { Required = true, Choices = [new(null, "Desk phone"), new(null, "Mobile", "Handy")], When = new ShownWhen("needs-a-phone", "yes") },
        new("screens", FieldType.Number, "Screens") { Low = 1, High = 3 },
        new("rights", FieldType.SeveralOf, "Access to") { Choices = [new("erp", "ERP"), new("crm", "CRM")] },
        new("manager", FieldType.ShortText, "Manager"),
        new("cost-centre", FieldType.ShortText, "Cost centre") { ForCustomer = false, Required = true },
    ];

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Form_WhenKept_IsWholeAuditedAndNeverForgetsWhatWasAnswered()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var (keep, forms, service) = (desk.Get<KeepForm>(), desk.Get<IntakeForms>(), await Service(desk, "New starters"));

        (await keep.Set(desk.Sam, service, Starter, null)).ShouldBe(AccessRefusals.NotAllowed);
        (await keep.Set(desk.Ada, new ServiceId(service.Value + 999), Starter, null)).ShouldBe(SettingsRefusals.ServiceUnknown);
        (await keep.Set(desk.Ada, service, Starter, 0)).ShouldBeNull();
        (await keep.Set(desk.Ada, service, Starter, 0)).ShouldBe(SettingsRefusals.Stale);
        var form = (await forms.Read(desk.Ada, service)).Value;
        form.Form.Live.Select(field => field.Key).ShouldBe(["start-date", "needs-a-phone", "model", "screens", "rights", "manager", "cost-centre"]);
        form.Revision.ShouldBe(1);
        (form.Form.Fields[3].Low, form.Form.Fields[3].High).ShouldBe((1m, 3m));
        form.Form.Fields[2].Choices.Select(choice => choice.Key).ShouldBe(["desk-phone", "mobile"]);
        (await forms.Read(desk.Ann, service)).Value.Form.Fields.ShouldNotContain(field => field.Key == "cost-centre");
        (await forms.Shown(desk.Sam)).Value.ShouldHaveSingleItem().Service.ShouldBe("New starters");

        long Id(string key) => form.Form.Find(key)!.Id;
        (await keep.Retire(desk.Ada, service, Id("needs-a-phone"), retired: true)).ShouldBe(FormRefusals.ConditionUnknown, "another field depends on it");
        (await keep.Move(desk.Ada, service, Id("needs-a-phone"), 1)).ShouldBe(FormRefusals.ConditionLater);
        (await keep.Change(desk.Ada, service, Id("model"), FieldDraft.Of(form.Form.Find("model")!) with { Choices = [] }, null)).ShouldBe(FormRefusals.ChoicesMissing);
        (await keep.Set(desk.Ada, service, [new FieldDraft("screens", FieldType.ShortText, "Screens")], null)).ShouldBe(FormRefusals.TypeFixed);
        (await keep.Add(desk.Ada, service, new FieldDraft("screens", FieldType.Number, "More screens"))).Refusal.ShouldBe(FormRefusals.KeyTaken);
        (await keep.Set(desk.Ada, service, [new FieldDraft("x", null, "X")], null)).ShouldBe(FormRefusals.TypeUnknown);

        (await keep.Move(desk.Ada, service, Id("screens"), -1)).ShouldBeNull();
        (await keep.Retire(desk.Ada, service, Id("rights"), retired: true)).ShouldBeNull();
        (await keep.Change(desk.Ada, service, Id("model"), FieldDraft.Of(form.Form.Find("model")!) with { Choices = [new("mobile", "Mobile phone"), new(null, "Satellite phone")] }, null)).ShouldBeNull();
        (await keep.Add(desk.Ada, service, new FieldDraft(null, FieldType.LongText, "Anything else?"))).IsRefused.ShouldBeFalse();
        form = (await forms.Read(desk.Ada, service)).Value;
        form.Form.Live.Select(field => field.Key).ShouldBe(["start-date", "needs-a-phone", "screens", "model", "manager", "cost-centre", "anything-else"]);
        form.Form.Find("rights")!.Retired.ShouldBeTrue();
        form.Form.Find("model")!.Choices.Select(choice => (choice.Key, choice.Label, choice.Retired)).ShouldBe([("mobile", "Mobile phone", false), ("satellite-phone", "Satellite phone", false), ("desk-phone", "Desk phone", true)]);
        (await keep.Retire(desk.Ada, service, Id("rights"), retired: false)).ShouldBeNull();
        (await forms.Read(desk.Ada, service)).Value.Form.Live.Last().Key.ShouldBe("rights");

        var trail = (await desk.Trail()).Where(line => line.Kind == "form.changed").ToList();
        trail.Count.ShouldBe(6);
        trail.ShouldAllBe(line => line.Target == $"service:{service.Value}");
    }

    [Fact]
    public async Task Question_WhenLearnedFromReturns_BecomesAFieldOnce()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var (keep, forms, questions, service) = (desk.Get<KeepForm>(), desk.Get<IntakeForms>(), desk.Get<IntakeQuestions>(), await Service(desk, "Network"));
        var question = (await questions.Add(desk.Sam, new IntakeDraft(service.Value, "Which room?", "Welcher Raum?", true, "information-inadequate"))).Value;

        (await keep.FromQuestion(desk.Ann, question)).IsRefused.ShouldBeTrue("customers ask nothing");
        var field = (await keep.FromQuestion(desk.Sam, question)).Value;
        (await keep.FromQuestion(desk.Sam, question)).Refusal.ShouldBe(IntakeRefusals.Unknown);
        (await keep.Learn(desk.Sam, service, "which ROOM?", null, null, null)).Value.ShouldBe(field, "asked once");
        (await questions.Of(desk.Place.Tenant)).ShouldBeEmpty();
        var asked = (await forms.Of(desk.Place.Tenant, service)).Live.ShouldHaveSingleItem();
        (asked.Id, asked.Key, asked.Label, asked.LabelDe, asked.Required, asked.Reason).ShouldBe((field, "which-room", "Which room?", "Welcher Raum?", true, "information-inadequate"));

        var words = "Please say " + string.Join(' ', Enumerable.Repeat("where it stands", 12));
        var long1 = (await keep.Learn(desk.Sam, service, words, null, null, null)).Value;
        (await keep.Learn(desk.Sam, service, words, null, null, null)).Value.ShouldBe(long1);
        var shortened = (await forms.Of(desk.Place.Tenant, service)).Live.Last();
        shortened.Label.Length.ShouldBeLessThanOrEqualTo(IntakeField.LongestLabel);
        shortened.Help.ShouldBe(words);
    }

    [Fact]
    public async Task Answers_WhenGivenCorrectedAndErased_AreFactsThatTicketsAreFoundBy()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var (keep, raise, service) = (desk.Get<KeepForm>(), desk.Get<RaiseTicket>(), await Service(desk, "New starters"));
        (await keep.Set(desk.Ada, service, Starter, null)).ShouldBeNull();
        NewTicket Asked(params (string Key, string Value)[] said) => new("New colleague", "From April.", Service: "New starters") { Fields = Said(said) };

        (await raise.Do(desk.Ann, Asked(("needs-a-phone", "yes")))).Refusal.ShouldBe(AnswerRefusals.Missing);
        (await raise.Do(desk.Ann, Asked(("start-date", "soon")))).Refusal.ShouldBe(AnswerRefusals.NoDay);
        (await raise.Do(desk.Ann, Asked(("start-date", "2027-04-01"), ("never-asked", "x")))).Refusal!.Code.ShouldBe("answer.field-unknown");
        (await raise.Do(desk.Ann, new NewTicket("No service", "x") { Fields = Said(("start-date", "2027-04-01")) })).Refusal.ShouldBe(AnswerRefusals.NoForm);
        var ticket = (await raise.Do(desk.Ann, Asked(
            ("start-date", "2027-04-01"), ("needs-a-phone", "yes"), ("model", "mobile"), ("screens", "2"), ("rights", "erp,crm"), ("manager", "Quetzal Plumage"), ("cost-centre", "5210")))).Value;
        ticket.State.Answers.Count.ShouldBe(6, "customers are not asked the cost centre");

        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, ticket.Number)).Value;
        page.Intake.Answers.Select(answer => (answer.Field.Key, answer.Value.Said)).ShouldBe(
            [("start-date", "2027-04-01"), ("needs-a-phone", "yes"), ("model", "mobile"), ("screens", "2"), ("rights", "erp,crm"), ("manager", "Quetzal Plumage")]);
        page.Intake.Missing.Select(field => field.Key).ShouldBe(["cost-centre"]);
        (await desk.Get<TicketPageQuery>().Read(desk.Ann with { Language = "de" }, ticket.Number)).Value.Intake.Answers.ShouldContain(answer => answer.Words("de") == "Handy");
        var phoned = (await raise.Do(desk.Sam, Asked(("screens", "3")) with { Requester = desk.Ann.Person })).Value;
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, phoned.Number)).Value.Intake.Missing.Select(field => field.Key).ShouldBe(["start-date", "cost-centre"], "support may leave it open");

        await Finds(desk, "field=needs-a-phone=yes", ticket.Number);
        await Finds(desk, "field=model=mobile&field=rights=crm", ticket.Number);
        await Finds(desk, "field=rights=crm&field=model=desk-phone");
        await Finds(desk, "field=start-date=2027-04-01..2027-04-30", ticket.Number);
        await Finds(desk, "field=start-date=2027-04-02..");
        await Finds(desk, "field=screens=3", phoned.Number);
        await Finds(desk, "field=screens=..2", ticket.Number);
        await Finds(desk, "field=screens=*", phoned.Number, ticket.Number);
        await Finds(desk, "field=manager=quetzal%20plumage", ticket.Number);
        await Finds(desk, "field=no-such=x");
        await Finds(desk, "q=field:model=mobile", ticket.Number);
        (await desk.Get<TicketFacesQuery>().Page(desk.Sam, new TicketsWanted { Fields = ["screens=1..2"] }, null, 10)).Value.Items.ShouldHaveSingleItem().Answers.ShouldContain(answer => answer.Field.Key == "model");

        var answer = desk.Get<AnswerForm>();
        (await answer.Do(new ActOn(desk.Ann, ticket.Number), Said(("screens", "3")))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await answer.Do(new ActOn(desk.Sam, ticket.Number), Said(("screens", "9")))).Refusal!.Code.ShouldBe("answer.out-of-bounds");
        (await answer.Do(new ActOn(desk.Sam, ticket.Number, 1), Said(("screens", "3")))).Refusal!.Code.ShouldBe(StorageRefusals.Stale.Code);
        (await answer.Do(new ActOn(desk.Sam, ticket.Number), Said(("screens", "2.0")))).Value.AlreadySo.ShouldBeTrue();
        var corrected = (await answer.Do(new ActOn(desk.Sam, ticket.Number), Said(("needs-a-phone", "no"), ("screens", "")))).Value;
        corrected.Facts.Select(recorded => recorded.Fact).OfType<FieldAnswered>().Count(fact => fact.IsNone).ShouldBe(2, "the model goes with the phone, the screens are taken away");
        (await desk.Get<EditTicket>().Do(new ActOn(desk.Sam, ticket.Number), new TicketEdit { Fields = Said(("cost-centre", "5210")) })).Refusal.ShouldBeNull();
        (await keep.Retire(desk.Ada, service, (await desk.Get<IntakeForms>().Of(desk.Place.Tenant, service)).Find("rights")!.Id, retired: true)).ShouldBeNull();
        page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, ticket.Number)).Value;
        page.Intake.Answers.Select(one => one.Field.Key).ShouldBe(["start-date", "needs-a-phone", "manager", "cost-centre"]);
        page.Intake.Others.ShouldHaveSingleItem().Words("en").ShouldBe("ERP, CRM", "what is asked no longer stays readable");
        page.Story.Count(entry => entry.Kind == StoryKind.Answered && entry.By.Person == desk.Sam.Person).ShouldBe(4);

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
        foreach (var number in new[] { ticket.Number, phoned.Number })
        {
            (await desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, number), "All is set up.")).Refusal.ShouldBeNull();
        }

        await raise.Do(desk.Sam, new NewTicket("Something else", "Words that stay.", Requester: desk.Sam.Person));
        (await desk.Get<ErasePerson>().Do(desk.Ada, desk.Ann.Person)).IsRefused.ShouldBeFalse();
        (await desk.Place.Number("SELECT count(*) FROM texts WHERE tenant = $1 AND kind = 'field-answered' AND body IS NOT NULL", desk.Place.Tenant.Value)).ShouldBe(0);
        (await desk.Place.Number("SELECT count(*) FROM ticket_fields WHERE tenant = $1 AND amount IS NOT NULL", desk.Place.Tenant.Value)).ShouldBe(0);
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, ticket.Number)).Value.Intake.Answers.Single(one => one.Field.Key == "manager").Value.Said.ShouldBeEmpty();
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    private static async Task<ServiceId> Service(RulesDesk desk, string name) => (await desk.Get<SaveServices>().Add(desk.Ada, new ServiceDraft(
        name, null, null, null, false, new Dictionary<Priority, Domain.Calendars.WorkingTime>(), new Dictionary<Priority, Domain.Calendars.WorkingTime>()))).Value;

    private static async Task Finds(RulesDesk desk, string query, params long[] numbers) =>
        (await desk.Get<TicketFinder>().Find(desk.Sam, TicketsAsked.Of(query + "&state=all").Filter, 20, 0)).Value.Hits.Select(hit => hit.Number).Order().ShouldBe(numbers.Order(), query);

    // Several answers to one field have a comma between.
    private static Dictionary<string, IReadOnlyList<string>> Said(params (string Key, string Value)[] said) => said.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)one.Value.Split(','));
}
