using System.Globalization;
using Headway.ChaseReading;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

// How well free text is read as a chase: precision and recall on tickets that were held out, against a person's labels.
// Usage: xz -dc conversations.csv.xz | dotnet run -- labels.csv
if (args.Length != 1 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("Give the labels (id,chase); the conversation log comes on standard input.");
    return 2;
}

var labels = File.ReadLines(args[0]).Skip(1).Select(line => line.Split(',')).ToDictionary(parts => parts[0], parts => parts[1] == "1");
var (taken, asked) = (new Count(), new Count());
var missed = new List<string>();
foreach (var ticket in Conversation.Read(Console.In).Where(ticket => Conversation.IsHeldOut(ticket[0].Ticket)))
{
    var (heard, unanswered) = (false, false);
    foreach (var comment in ticket)
    {
        if (comment.IsCustomer)
        {
            var id = ((long)double.Parse(comment.Id, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            if (heard && labels.TryGetValue(id, out var isChase))
            {
                var reading = IntentReader.Read(comment.Text, new IntentContext(QuestionOutstanding: false, UnansweredBefore: unanswered));
                taken.Add(reading.Intent == Intent.Chase, isChase);
                asked.Add(reading.Intent == Intent.Chase || reading.PossibleChase, isChase);
                if (reading.Intent == Intent.Chase != isChase)
                {
                    missed.Add(string.Create(CultureInfo.InvariantCulture, $"{id} {(isChase ? "missed" : "taken")} at {reading.ChaseLikelihood:0.00}"));
                }
            }

            (heard, unanswered) = (true, true);
        }
        else if (comment.AnswersInPublic)
        {
            unanswered = false;
        }
    }
}

Console.WriteLine($"labels {taken.All}, chases {taken.True}");
Console.WriteLine($"taken as a chase:          {taken}");
Console.WriteLine($"taken, or asked in one tap: {asked}");
Console.WriteLine(string.Join('\n', missed));
return 0;

internal sealed class Count
{
    private int _hits, _false, _missed;

    public int All { get; private set; }

    public int True => _hits + _missed;

    public void Add(bool said, bool so)
    {
        All++;
        _hits += said && so ? 1 : 0;
        _false += said && !so ? 1 : 0;
        _missed += !said && so ? 1 : 0;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"precision {Share(_hits, _hits + _false)} ({_hits} of {_hits + _false}), recall {Share(_hits, True)} ({_hits} of {True})");

    private static string Share(int of, int among) => among == 0 ? "–" : ((double)of / among).ToString("0.00", CultureInfo.InvariantCulture);
}
