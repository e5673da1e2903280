using System.Diagnostics;
using System.Text.Json;
using Headway.Application.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>
/// The reading of 847 real messages beside another mature parser's. The corpus is not part of the project: it is read where
/// <c>HEADWAY_TEST_MAIL_CORPUS</c> says, else in <c>shared/mail</c> beside the source tree, and without it the test is skipped.
/// </summary>
public sealed class CorpusTests
{
    /// <summary>Where we read a message otherwise than the reference does, by what its path ends in, and why that stays.</summary>
    private static readonly (string File, string Why)[] Explained =
    [
        ("cpython/msg_33.txt", "a boundary in the extended form: no mail program writes that"),
        ("cpython/msg_38.txt", "an outer boundary inside an inner part"),
        ("cpython/msg_40.txt", "a part without a header before the next boundary"),
        ("malformed/000.eml", "a part without a header before the next boundary"),
        ("malformed/008.eml", "an outer boundary inside an inner part"),
        ("malformed/009.eml", "an outer boundary inside an inner part"),
        ("malformed/011.eml", "an outer boundary inside an inner part"),
        ("malformed/012.eml", "an outer boundary inside an inner part"),
        ("malformed/020.eml", "an outer boundary inside an inner part"),
        ("malformed/021.eml", "an outer boundary inside an inner part"),
        ("multipart-digest.txt", "a digest whose members begin without a header is not descended into"),
        ("lhost-postfix-01.eml", "a whole message returned as headers only"),
        ("rfc3464-09.eml", "a message of which only the header came is a message within the message here"),
        ("rhost-cox-01.eml", "a whole message returned as headers only"),
        ("make-test-31.eml", "a NUL within a subject: a subject is one line here"),
        ("mac/lhost-einsundeins-01.eml", "four addresses without commas, in lines that end in bare returns"),
    ];

    [Fact]
    public async Task Read_When_RealMessagesCome_Then_SubjectSenderAndPartsAreTheReferencesOrTheDifferenceIsKnown()
    {
        await using var corpus = await Corpus.Open();
        var (same, read, unexplained) = (0, 0, new List<string>());
        foreach (var message in corpus.Reference.Where(one => one.TryGetProperty("subject", out _)))
        {
            var file = message.GetProperty("file").GetString()!;
            var mail = await corpus.Read(file);
            var agrees = OneLine(message.GetProperty("subject").GetString()) == OneLine(mail.Subject)
                && message.GetProperty("from").EnumerateArray().Select(one => one.GetProperty("Address").GetString()).SequenceEqual(mail.From.Select(one => one.Address), StringComparer.OrdinalIgnoreCase)
                && message.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("ct").GetString()).SequenceEqual(mail.Parts.Select(part => part.Type), StringComparer.OrdinalIgnoreCase);
            (same, read) = (same + (agrees ? 1 : 0), read + 1);
            if (!agrees && !Explained.Any(known => file.EndsWith(known.File, StringComparison.Ordinal)))
            {
                unexplained.Add(file);
            }
        }

        unexplained.ShouldBeEmpty();
        read.ShouldBeGreaterThan(800);
        ((double)same / read).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public async Task Class_When_AMachineWrote_Then_AtMostTwoInAHundredAreTakenForAPersons()
    {
        await using var corpus = await Corpus.Open();
        var machines = corpus.Reference.Select(one => one.GetProperty("file").GetString()!)
            .Where(file => new[] { "bsd/", "dos/", "mac/" }.Any(folder => file.StartsWith($"sisimai/maildir/{folder}", StringComparison.Ordinal))).ToList();
        var persons = new List<string>();
        foreach (var file in machines)
        {
            if (!MailReader.Meaning(await corpus.Read(file)).Verdict.IsMachine)
            {
                persons.Add(file);
            }
        }

        machines.Count.ShouldBeGreaterThan(600);
        ((double)persons.Count / machines.Count).ShouldBeLessThanOrEqualTo(0.02, string.Join(", ", persons));
    }

    private static string OneLine(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Corpus(string folder, GatewayProcess gateway, IReadOnlyList<JsonElement> reference) : IAsyncDisposable
    {
        private readonly MailReader _reader = new(gateway);

        public IReadOnlyList<JsonElement> Reference => reference;

        public static async Task<Corpus> Open()
        {
            var packed = Environment.GetEnvironmentVariable("HEADWAY_TEST_MAIL_CORPUS") is { Length: > 0 } named ? named : Path.Combine(Tree(), "..", "shared", "mail");
            Assert.SkipUnless(File.Exists(Path.Combine(packed, "corpus.tar.xz")), "The corpus of real messages is not here.");
            var folder = Directory.CreateTempSubdirectory("headway-corpus-").FullName;
            await Run("tar", ["xf", Path.Combine(packed, "corpus.tar.xz"), "-C", folder]);
            var said = await Run("xz", ["-dc", Path.Combine(packed, "reference.jsonl.xz")]);
            return new Corpus(
                folder, new GatewayProcess(GatewayProgram.Installed(), TimeProvider.System, NullLogger<GatewayProcess>.Instance),
                [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))]);
        }

        public async Task<ParsedMail> Read(string file)
        {
            var read = await _reader.Read(Path.Combine(folder, file));
            read.Refusal.ShouldBeNull(file);
            return read.Value;
        }

        public async ValueTask DisposeAsync()
        {
            await gateway.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private static async Task<string> Run(string program, string[] words)
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true })!;
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, program);
            return said;
        }

        private static string Tree()
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at!.FullName, "Headway.slnx")))
            {
                at = at.Parent;
            }

            return at.FullName;
        }
    }
}
