using System.Text.Json;
using Headway.Application.Intake;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Demo;

/// <summary>The forms of the demo's services, and what was answered to them.</summary>
public sealed class DemoForms
{
    private static readonly string[] Starts = ["New colleague", "Workplace for", "Neueintritt", "Arbeitsplatz für"], Leaves = ["Leaver", "Somebody leaves", "Austritt"];

    private readonly Dictionary<ServiceId, IntakeForm> _forms = [];

    internal async Task Lay(Session session, TenantId tenant, DemoPeople people, JsonElement forms, long now)
    {
        foreach (var service in forms.EnumerateObject())
        {
            var id = people.Service(service.Name);
            _forms[id] = await FormRows.Write(session, tenant, new IntakeForm(id, [.. service.Value.EnumerateArray().Select(Field)]), now, people.Of("ada@demo.example"));
        }
    }

    /// <summary>Answers a form as whoever acts says: what a story's file names, by the fields' keys, several with commas between.</summary>
    public void Answer(TicketTape tape, Instant at, Actor by, IReadOnlyDictionary<string, string> said, Func<TextId> nextText)
    {
        if (tape.State.Service is not { } service || !_forms.TryGetValue(service, out var form))
        {
            return;
        }

        var reading = form.Read(said.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)(form.Find(one.Key)?.HasChoices == true ? one.Value.Split(',') : [one.Value])), byCustomer: false);
        if (reading.Refused(binds: false) is { } no)
        {
            throw new InvalidOperationException($"{string.Join(", ", reading.Faults.Keys)}: {no.Message}");
        }

        List<TicketFact> facts = [];
        foreach (var (key, value) in reading.Values)
        {
            var field = form.Find(key)!;
            facts.Add(field.IsTyped ? new FieldAnswered(field.Id, Text: tape.Put(nextText(), value.Said))
                : value.Yes is { } yes ? new FieldAnswered(field.Id, Yes: yes)
                : new FieldAnswered(field.Id, Choices: [.. value.Choices.Select(choice => choice.Id)]));
        }

        tape.Do(at, new Annotate(by, facts).Decide, "fields");
    }

    /// <summary>What was asked of the starters of the weeks before is known by now, of most of them: different from each to the next, and the same each time.</summary>
    public void AnswerStarters(IReadOnlyList<TicketTape> history, ServiceId starters, LocalDate today, Func<TextId> nextText)
    {
        var managers = new[] { "Jonas Frey", "Renate Ullrich", "Hugo Brandl", "Edith Parr" };
        foreach (var (tape, i) in history.Where(tape => tape.State.IsOpen && tape.State.Service == starters && Case(tape) is not null).Select((tape, i) => (tape, i)).Where(one => one.i % 5 != 4))
        {
            var said = new Dictionary<string, string>
            {
                ["case"] = Case(tape) ?? "", ["day"] = LocalDatePattern.Iso.Format(today.PlusDays(4 + (i * 3 % 40))), ["manager"] = managers[i % managers.Length],
            };
            if (said["case"] == "starts")
            {
                (said["workplace"], said["access"], said["screens"]) = (new[] { "office", "hall", "home", "office" }[i % 4], i % 2 == 0 ? "mail,erp-read" : "mail,badge", i % 2 == 0 ? "2" : "1");
                (said["phone"], said["phone-model"]) = (i % 3 != 1 ? "yes" : "no", new[] { "mobile", "rugged", "desk" }[i % 3]);
            }

            var last = tape.Facts.Last(recorded => recorded.By.IsPersonOfSupport || recorded.By.Kind == ActorKind.Customer);
            Answer(tape, tape.Facts[^1].At, last.By, said, nextText);
        }
    }

    // What its subject is about; loans of devices go by the same service and are neither.
    private static string? Case(TicketTape tape) => tape.Texts.Find(text => text.Subject is not null)?.Subject is not { } subject ? null
        : Starts.Any(start => subject.StartsWith(start, StringComparison.Ordinal)) ? "starts"
        : Leaves.Any(start => subject.StartsWith(start, StringComparison.Ordinal)) ? "leaves"
        : null;

    private static IntakeField Field(JsonElement json) => new(0, json.Text("key")!, FieldTypes.Read(json.Text("type")) ?? throw new FormatException($"{json.Text("key")} has no type."), json.Text("label")!)
    {
        LabelDe = json.Text("labelDe"),
        Help = json.Text("help"),
        HelpDe = json.Text("helpDe"),
        Required = Is(json, "required"),
        ForCustomer = !Is(json, "internal"),
        Low = json.TryGetProperty("low", out var low) ? low.GetDecimal() : null,
        High = json.TryGetProperty("high", out var high) ? high.GetDecimal() : null,
        When = json.Text("when")?.Split('=') is [var field, var value] ? new ShownWhen(field, value) : null,
        Choices = json.TryGetProperty("choices", out var choices) ? [.. choices.EnumerateArray().Select(choice => new FieldChoice(0, choice.Text("key")!, choice.Text("label")!, choice.Text("labelDe")))] : [],
    };

    private static bool Is(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();
}
