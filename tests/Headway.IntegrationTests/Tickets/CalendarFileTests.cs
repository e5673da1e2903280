using System.Diagnostics;
using System.Text.Json;
using Headway.Application.Appointments;
using Headway.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

/// <summary>What calendars are sent, read by a calendar library that is not ours (ical.js, which the mail gateway uses).</summary>
public sealed class CalendarFileTests
{
    private static readonly Instant Thursday = Instant.FromUtc(2026, 3, 12, 10, 0);

    private const string Reader = """
        import ICAL from 'ical.js';
        let text = '';
        for await (const part of process.stdin) text += part;
        const calendar = new ICAL.Component(ICAL.parse(text));
        const events = calendar.getAllSubcomponents('vevent').map((one) => {
          const event = new ICAL.Event(one);
          return { uid: event.uid, sequence: event.sequence, start: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(),
            summary: event.summary, status: one.getFirstPropertyValue('status'), alarms: one.getAllSubcomponents('valarm').length };
        });
        console.log(JSON.stringify({ version: calendar.getFirstPropertyValue('version'), events }));
        """;

    [Fact]
    public async Task Write_When_ATimeIsMovedTwice_Then_TheEntryKeepsItsIdAndCounts()
    {
        var read = await Read(
            Time(9, Thursday, "moved-by-customer", root: 9, sequence: 0), Time(14, Thursday + Duration.FromDays(1), "moved-by-us", root: 9, sequence: 1),
            Time(20, Thursday + Duration.FromDays(4), null, root: 9, sequence: 2), Time(31, Thursday, null, root: 31, sequence: 0, number: 1043));

        read.GetProperty("version").GetString().ShouldBe("2.0");
        var events = read.GetProperty("events").EnumerateArray().ToList();
        events.Count.ShouldBe(2, "one chain of moves is one entry");
        var moved = events.Single(one => one.GetProperty("uid").GetString() == "7-1042-9@desk.example");
        (moved.GetProperty("sequence").GetInt32(), moved.GetProperty("status").GetString(), moved.GetProperty("alarms").GetInt32()).ShouldBe((2, "CONFIRMED", 1));
        (moved.GetProperty("start").GetString(), moved.GetProperty("end").GetString()).ShouldBe(("2026-03-16T10:00:00.000Z", "2026-03-16T10:30:00.000Z"));
    }

    [Fact]
    public async Task Write_When_ATimeIsCalledOff_Then_TheEntryIsCancelledUnderTheSameIdAndANewerCount()
    {
        var entry = (await Read(Time(9, Thursday, "cancelled", root: 9, sequence: 1))).GetProperty("events")[0];
        (entry.GetProperty("uid").GetString(), entry.GetProperty("sequence").GetInt32(), entry.GetProperty("status").GetString(), entry.GetProperty("alarms").GetInt32())
            .ShouldBe(("7-1042-9@desk.example", 2, "CANCELLED", 0));
    }

    [Fact]
    public async Task Write_When_TheSubjectIsHostile_Then_ItStaysOneLineOfOneEntry()
    {
        const string Subject = "Ünïcode ✂, semi;colon \\ and\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other, and a very long tail that has to be folded at seventy-five octets 🦔🦔🦔🦔🦔🦔🦔🦔";
        var entry = (await Read(Time(9, Thursday, null, root: 9, sequence: 0) with { Subject = Subject })).GetProperty("events").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("summary").GetString().ShouldBe(Subject.ReplaceLineEndings("\n"));
    }

    private static AgreedTime Time(int activity, Instant start, string? result, long root, int sequence, long number = 1042) => new(
        number, activity, "Plotter", "Ann Weber", start, start + Duration.FromMinutes(30), new PersonId(11), "Sam Marsh", "call", result, result is null, false, root, sequence);

    private static async Task<JsonElement> Read(params AgreedTime[] times)
    {
        var text = CalendarFile.Of(times, 7, new Uri("https://desk.example/"), Thursday - Duration.FromDays(3), time => time.Subject, reminders: true);
        text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", Reader])
        {
            WorkingDirectory = Path.Combine(Root(), "src", "mail-gateway"), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, wrong) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(text);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await wrong);
        return JsonDocument.Parse(await said).RootElement.Clone();
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Headway.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tree is not around the tests.");
        }

        return at.FullName;
    }
}
